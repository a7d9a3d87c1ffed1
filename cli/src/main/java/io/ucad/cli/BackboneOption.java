package io.ucad.cli;

import ai.djl.Device;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneResolver;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.store.Version;
import io.ucad.trainer.learn.RecordedBackbone;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the frozen ViT comes from: a file, the cache, a download, or the program itself. */
final class BackboneOption {
  @Option(
      names = "--backbone",
      paramLabel = "FILE|NAME",
      description =
          "The frozen ViT: a safetensors file with timm names, or a name: ucad-builtin-1, which"
              + " ships with the program, or one such as vit-b16-in21k, which is downloaded once"
              + " (default: what the model was learned with; for a new model, vit-b16-in21k if it"
              + " is in the cache or can be downloaded, else ucad-builtin-1).")
  private @Nullable String backbone;

  @Option(names = "--offline", description = "Download nothing.")
  private boolean offline;

  /**
   * Loads the backbone that was asked for, else the one that a version was learned with.
   *
   * @throws io.ucad.detector.backbone.BackboneUnavailableException if the backbone of the version
   *     is not at hand
   */
  Backbone load(Optional<Version> version, Console console) {
    return Backbones.load(file(version, console), Device.cpu(), Implementation.TORCH_SCRIPT);
  }

  /**
   * The file of the backbone that was asked for, else of the one that a version was learned with.
   *
   * @throws io.ucad.detector.backbone.BackboneUnavailableException if the backbone of the version
   *     is not at hand
   */
  Path file(Optional<Version> version, Console console) {
    var resolver =
        new BackboneResolver(
            BackboneResolver.defaultCache(),
            offline,
            (name, received, total) ->
                console.progress(
                    "downloading " + name, (double) received, (double) Math.max(received, total)));
    try {
      if (backbone != null) {
        return resolver.resolve(backbone);
      }
      Optional<RecordedBackbone> recorded = version.flatMap(RecordedBackbone::of);
      return recorded.isPresent()
          ? recorded.get().find(resolver)
          : resolver.resolveDefault(console::message);
    } finally {
      console.closeBar();
    }
  }
}
