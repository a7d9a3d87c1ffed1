package io.ucad.endpoint.model;

import io.ucad.store.Pin;
import io.ucad.store.PinnedUse;
import io.ucad.store.VersionId;

/** A version in memory that answers. */
final class Hosted extends PinnedUse {
  private final ServedModel model;

  Hosted(Pin pin, ServedModel model) {
    super(pin);
    this.model = model;
  }

  VersionId id() {
    return version().id();
  }

  ServedModel model() {
    return model;
  }

  @Override
  protected void free() {
    model.close();
  }
}
