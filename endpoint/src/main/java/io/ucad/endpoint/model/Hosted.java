package io.ucad.endpoint.model;

import io.ucad.store.Pin;
import io.ucad.store.Version;
import io.ucad.store.VersionId;

/** A version in memory and how many still use it. The last user of a retired one closes it. */
final class Hosted {
  private final Pin pin;
  private final ServedModel model;
  private int users;
  private boolean retired;

  Hosted(Pin pin, ServedModel model) {
    this.pin = pin;
    this.model = model;
  }

  VersionId id() {
    return pin.version().id();
  }

  Version version() {
    return pin.version();
  }

  ServedModel model() {
    return model;
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
      if (retired) {
        return;
      }
      retired = true;
      last = users == 0;
    }
    if (last) {
      close();
    }
  }

  private void close() {
    try {
      model.close();
    } finally {
      pin.close();
    }
  }
}
