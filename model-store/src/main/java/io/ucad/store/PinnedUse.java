package io.ucad.store;

/**
 * What was loaded from a pinned version, and how many still use it. It frees itself and ends its
 * pin when it is retired and the last use is over: memory that is freed under a native call ends
 * the process.
 */
public abstract class PinnedUse {
  private final Pin pin;
  private int users;
  private boolean retired;

  /** Takes the pin over. */
  protected PinnedUse(Pin pin) {
    this.pin = pin;
  }

  /** Frees what was loaded; is called once. */
  protected abstract void free();

  /** The version. */
  public final Version version() {
    return pin.version();
  }

  /** False if it is on its way out; otherwise {@link #release} is owed. */
  public final synchronized boolean use() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  /** Ends a use. */
  public final void release() {
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
  public final void retire() {
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
      free();
    } finally {
      pin.close();
    }
  }
}
