package io.ucad.store;

import java.io.IOException;

/** Keeps a version from being collected until it is closed or its process ends. */
public final class Pin implements AutoCloseable {

  private final Version version;
  private final Lease lease;
  private boolean closed;

  private Pin(Version version, Lease lease) {
    this.version = version;
    this.lease = lease;
  }

  /** Under the {@link StoreLock}, so that the version cannot go between its load and the pin. */
  static Pin hold(StoreContext store, Version version) throws IOException {
    store.ensureDirectory(store.layout().pins());
    return new Pin(version, Lease.holdNew(store, store.layout().pins(), version.id() + "-"));
  }

  /** What is pinned. */
  public Version version() {
    return version;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      IoCall.attempt("releasing the pin of " + version.id(), this::end);
    }
  }

  private Pin end() throws IOException {
    lease.end();
    return this;
  }
}
