package io.ucad.admin.inspect;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.store.Pin;

/**
 * A version in memory, pinned in the store as long as it is. It frees itself when it is retired and
 * the last question is answered: memory that is freed under a native call ends the process.
 */
final class LoadedVersion {
  private final Pin pin;
  private final NDManager manager;
  private final Detector detector;
  private int users;
  private boolean retired;

  private LoadedVersion(Pin pin, NDManager manager, Detector detector) {
    this.pin = pin;
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

  /** False if it is on its way out. */
  synchronized boolean use() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  void release() {
    boolean last;
    synchronized (this) {
      users--;
      last = retired && users == 0;
    }
    if (last) {
      close();
    }
  }

  /** Nobody new may use it; it closes when nobody does. */
  void retire() {
    boolean last;
    synchronized (this) {
      last = !retired && users == 0;
      retired = true;
    }
    if (last) {
      close();
    }
  }

  private void close() {
    try {
      detector.close();
      manager.close();
    } finally {
      pin.close();
    }
  }
}
