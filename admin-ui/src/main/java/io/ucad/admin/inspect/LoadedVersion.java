package io.ucad.admin.inspect;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.store.Pin;
import io.ucad.store.PinnedUse;

/** A version in memory to look into. */
final class LoadedVersion extends PinnedUse {
  private final NDManager manager;
  private final Detector detector;

  private LoadedVersion(Pin pin, NDManager manager, Detector detector) {
    super(pin);
    this.manager = manager;
    this.detector = detector;
  }

  /** Reads a version to its last byte; takes the pin over, whatever comes of it. */
  static LoadedVersion load(Pin pin, Backbone backbone) {
    NDManager manager = NDManager.newBaseManager();
    try {
      return new LoadedVersion(
          pin, manager, Detector.load(manager, backbone, pin.version().files()));
    } catch (Throwable e) {
      manager.close();
      pin.close();
      throw e;
    }
  }

  Detector detector() {
    return detector;
  }

  @Override
  protected void free() {
    detector.close();
    manager.close();
  }
}
