package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory for the checkpoints of one job, for one process at a time. Closing it keeps the
 * directory for the job's next attempt; a process that dies gives it up.
 */
public final class Workspace implements AutoCloseable {

  private final StoreContext store;
  private final Lease lease;
  private boolean closed;

  private Workspace(StoreContext store, Lease lease) {
    this.store = store;
    this.lease = lease;
  }

  static Workspace open(StoreContext store, JobKey job) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              store.ensureDirectory(store.layout().work());
              Path file = store.layout().work().resolve(job + StoreLayout.LEASE);
              Lease lease =
                  Lease.tryHold(store, file)
                      .orElseThrow(
                          () ->
                              new StoreException.Busy(
                                  "job "
                                      + job
                                      + " is being worked on by another process or thread"));
              try {
                store.ensureDirectory(lease.subject());
                return new Workspace(store, lease);
              } catch (IOException | StoreException e) {
                Cleanup.quietly(lease::end);
                throw e;
              }
            });
  }

  /** The directory; everything in it belongs to the job. */
  public Path directory() {
    return lease.subject();
  }

  /** Deletes the directory, when the job is done or cancelled, and gives it up. */
  public void discard() {
    IoCall.attempt("deleting " + directory(), () -> end(true));
  }

  @Override
  public void close() {
    IoCall.attempt("giving up " + directory(), () -> end(false));
  }

  private synchronized Workspace end(boolean delete) throws IOException {
    if (!closed) {
      closed = true;
      try {
        if (delete) {
          Trash.delete(store, directory());
        }
      } finally {
        lease.end();
      }
    }
    return this;
  }
}
