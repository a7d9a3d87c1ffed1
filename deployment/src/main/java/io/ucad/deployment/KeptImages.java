package io.ucad.deployment;

import io.ucad.detector.memory.SmokeImages;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The images that the memories of a version keep, to test its deployments by. */
public final class KeptImages {
  private KeptImages() {}

  /** Every memory is read once more and compared with its checksum; a smoke test may be empty. */
  public static SmokeTest of(Version version) {
    List<SmokeImage> images = new ArrayList<>();
    for (TaskEntry entry : version.manifest().tasks()) {
      String task = entry.task().value();
      try {
        SmokeImages.read(version.file(entry.task()))
            .forEach(
                kept ->
                    images.add(
                        SmokeImage.askedAs(
                            task, task + ": " + kept.name(), kept.png(), kept.score())));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "expected to read the images of " + task + ", found " + e, e);
      }
    }
    return new SmokeTest(images);
  }
}
