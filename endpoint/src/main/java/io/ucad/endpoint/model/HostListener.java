package io.ucad.endpoint.model;

import io.ucad.store.VersionId;
import java.util.Optional;

/** Is told what becomes of versions. */
public interface HostListener {
  /** Hears nothing. */
  HostListener NONE =
      new HostListener() {
        @Override
        public void loading(VersionId id) {}

        @Override
        public void switched(Optional<VersionId> from, VersionId to) {}

        @Override
        public void failed(VersionId id, Throwable cause) {}
      };

  /** A version is about to be read and warmed up. */
  void loading(VersionId id);

  /** From now on requests that name no version go to another one. */
  void switched(Optional<VersionId> from, VersionId to);

  /** A version could not be loaded; what answered before still does. */
  void failed(VersionId id, Throwable cause);
}
