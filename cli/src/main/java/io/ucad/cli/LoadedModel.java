package io.ucad.cli;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.store.Version;
import java.util.Optional;

/** A version that answers, with everything that has to be closed behind it. */
final class LoadedModel implements AutoCloseable {
  private final Version version;
  private final Backbone backbone;
  private final NDManager manager;
  private final Detector detector;

  private LoadedModel(Version version, Backbone backbone, NDManager manager, Detector detector) {
    this.version = version;
    this.backbone = backbone;
    this.manager = manager;
    this.detector = detector;
  }

  static LoadedModel of(Version version, BackboneOption option, Console console) {
    Backbone backbone = option.load(Optional.of(version), console);
    NDManager manager = NDManager.newBaseManager();
    try {
      return new LoadedModel(
          version, backbone, manager, Detector.load(manager, backbone, version.files()));
    } catch (RuntimeException e) {
      manager.close();
      backbone.close();
      throw e;
    }
  }

  Version version() {
    return version;
  }

  BackboneInfo backbone() {
    return backbone.info();
  }

  Detector detector() {
    return detector;
  }

  @Override
  public void close() {
    detector.close();
    manager.close();
    backbone.close();
  }
}
