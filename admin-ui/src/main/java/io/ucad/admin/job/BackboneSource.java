package io.ucad.admin.job;

import ai.djl.Device;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.trainer.learn.LearnException;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads the frozen ViT when the first job needs it, and keeps it for all later ones. */
@Component
class BackboneSource {
  private final AdminSettings settings;
  private @Nullable Backbone loaded;

  BackboneSource(AdminSettings settings) {
    this.settings = settings;
  }

  /**
   * The backbone.
   *
   * @throws LearnException if no file was named
   */
  synchronized Backbone get() {
    Backbone backbone = loaded;
    if (backbone == null) {
      Path file =
          settings
              .backbone()
              .orElseThrow(
                  () ->
                      new LearnException(
                          "expected a backbone, found none; start again with --backbone FILE and try the job again"));
      backbone = Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT);
      loaded = backbone;
    }
    return backbone;
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
