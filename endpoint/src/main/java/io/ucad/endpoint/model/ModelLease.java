package io.ucad.endpoint.model;

import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a version in memory for one request. */
public final class ModelLease implements AutoCloseable {
  private final Hosted hosted;
  private final AtomicBoolean closed = new AtomicBoolean();

  ModelLease(Hosted hosted) {
    this.hosted = hosted;
  }

  public VersionId id() {
    return hosted.id();
  }

  public Version version() {
    return hosted.version();
  }

  public ServedModel model() {
    return hosted.model();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      hosted.release();
    }
  }
}
