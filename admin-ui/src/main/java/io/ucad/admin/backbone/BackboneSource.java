package io.ucad.admin.backbone;

import ai.djl.Device;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneResolver;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import io.ucad.trainer.learn.RecordedBackbone;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the frozen ViT when it is first needed, and loads it once for all of this process: what was
 * asked for at the start, else what the model was learned with, else the default, which is the
 * built-in one where nothing can be downloaded. Thread-safe.
 */
@Component
public class BackboneSource {
  private static final Logger LOG = LoggerFactory.getLogger(BackboneSource.class);

  private final AdminSettings settings;
  private final ModelStore store;
  private final BackboneResolver resolver;
  private @Nullable Path file;
  private @Nullable Backbone loaded;

  BackboneSource(AdminSettings settings, ModelStore store) {
    this.settings = settings;
    this.store = store;
    this.resolver =
        new BackboneResolver(
            BackboneResolver.defaultCache(), settings.offline(), new DownloadLog(LOG));
  }

  /**
   * Its weight file.
   *
   * @throws BackboneUnavailableException if it is not at hand; the message says what to do
   */
  public synchronized Path file() {
    Path found = file;
    if (found == null) {
      found = find();
      file = found;
    }
    return found;
  }

  /**
   * The backbone. It stays open as long as this process runs.
   *
   * @throws BackboneUnavailableException if it is not at hand
   */
  public synchronized Backbone get() {
    Backbone backbone = loaded;
    if (backbone == null) {
      backbone = Backbones.load(file(), Device.cpu(), Implementation.TORCH_SCRIPT);
      loaded = backbone;
    }
    return backbone;
  }

  private Path find() {
    Optional<String> asked = settings.backbone();
    if (asked.isPresent()) {
      return resolver.resolve(asked.get());
    }
    Optional<Version> latest = store.latest();
    return latest
        .flatMap(RecordedBackbone::of)
        .map(recorded -> recorded.find(resolver))
        .orElseGet(() -> resolver.resolveDefault(LOG::info));
  }

  @PreDestroy
  synchronized void close() {
    Backbone backbone = loaded;
    if (backbone != null) {
      backbone.close();
      loaded = null;
    }
  }
}
