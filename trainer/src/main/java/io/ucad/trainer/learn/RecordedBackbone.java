package io.ucad.trainer.learn;

import io.ucad.detector.backbone.BackboneResolver;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the tasks of a version were learned with: they are of use with no other backbone.
 *
 * @param sha256 of its weight file
 */
public record RecordedBackbone(VersionId version, String name, String sha256) {

  /** Reads the manifest; empty for a version without tasks. */
  public static Optional<RecordedBackbone> of(Version version) {
    return version.manifest().tasks().stream()
        .map(task -> task.attributes().getAsJsonObject(ContinualTrainer.BACKBONE))
        .filter(Objects::nonNull)
        .findFirst()
        .map(
            json ->
                new RecordedBackbone(
                    version.id(),
                    json.get("name").getAsString(),
                    json.get("sha256").getAsString()));
  }

  /**
   * Its file, by name.
   *
   * @throws BackboneUnavailableException if it is not at hand
   */
  public Path find(BackboneResolver resolver) {
    try {
      return resolver.resolve(name);
    } catch (BackboneUnavailableException e) {
      throw new BackboneUnavailableException(
          "%s was learned with backbone '%s' (sha256 %s), which is not at hand; name its file with --backbone FILE. %s"
              .formatted(version, name, sha256, e.getMessage()),
          e);
    }
  }
}
