package io.ucad.endpoint.model;

import io.ucad.store.Version;

/** Brings a version into memory. */
@FunctionalInterface
public interface ModelLoader {
  /**
   * Reads and checks every byte of the version; it is pinned for as long as the model is open.
   *
   * @param workers parts that the model needs
   * @throws RuntimeException if the version or its backbone is not sound; nothing stays behind
   */
  ServedModel load(Version version, int workers);
}
