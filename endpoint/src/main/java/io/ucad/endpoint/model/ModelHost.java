package io.ucad.endpoint.model;

import io.ucad.store.ModelStore;
import io.ucad.store.Pin;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The versions that answer: one for requests that name none, and those that were loaded by name.
 *
 * <p>A new version is read, checked and warmed up before anything changes; then one reference is
 * swapped, and the old version closes after the last request that holds it. If any step fails, what
 * answered before still does. Thread-safe.
 */
public final class ModelHost implements AutoCloseable {
  private final ModelStore store;
  private final ModelLoader loader;
  private final int workers;
  private final HostListener listener;

  /** One load at a time: two would need the memory of three versions. */
  private final ReentrantLock loading = new ReentrantLock();

  private final Object swap = new Object();
  private final Map<VersionId, Hosted> hosted = new HashMap<>();
  private final Set<VersionId> named = new TreeSet<>();
  private @Nullable Hosted current;
  private boolean closed;

  public ModelHost(ModelStore store, ModelLoader loader, int workers, HostListener listener) {
    this.store = store;
    this.loader = loader;
    this.workers = workers;
    this.listener = listener;
  }

  /** Where the versions come from. */
  public ModelStore store() {
    return store;
  }

  /** What answers requests that name no version. */
  public Optional<ModelLease> lease() {
    synchronized (swap) {
      return lease(current);
    }
  }

  /** What answers requests that name this version; empty if it is not loaded. */
  public Optional<ModelLease> lease(VersionId id) {
    synchronized (swap) {
      return lease(hosted.get(id));
    }
  }

  private static Optional<ModelLease> lease(@Nullable Hosted hosted) {
    return hosted != null && hosted.use() ? Optional.of(new ModelLease(hosted)) : Optional.empty();
  }

  /** What requests that name no version go to. */
  public Optional<VersionId> current() {
    synchronized (swap) {
      return Optional.ofNullable(current).map(Hosted::id);
    }
  }

  /** All versions that answer. */
  public List<VersionId> loaded() {
    synchronized (swap) {
      return List.copyOf(new TreeSet<>(hosted.keySet()));
    }
  }

  /**
   * Makes a version the one that answers requests that name none. Returns when it does.
   *
   * @throws RuntimeException if it cannot be loaded; nothing has changed then
   */
  public void serve(VersionId id) {
    loading.lock();
    try {
      if (current().equals(Optional.of(id))) {
        return;
      }
      Hosted next = loaded(id);
      Optional<VersionId> before;
      synchronized (swap) {
        before = Optional.ofNullable(current).map(Hosted::id);
        current = next;
        hosted.put(id, next);
      }
      listener.switched(before, id);
      before.ifPresent(this::retireUnlessNamed);
    } finally {
      loading.unlock();
    }
  }

  /**
   * Loads a version for requests that name it.
   *
   * @throws RuntimeException if it cannot be loaded; nothing has changed then
   */
  public void load(VersionId id) {
    loading.lock();
    try {
      Hosted next = loaded(id);
      synchronized (swap) {
        hosted.put(id, next);
        named.add(id);
      }
    } finally {
      loading.unlock();
    }
  }

  /** Undoes {@link #load}; what answers requests that name no version stays. */
  public void unload(VersionId id) {
    loading.lock();
    try {
      synchronized (swap) {
        named.remove(id);
      }
      if (!current().equals(Optional.of(id))) {
        retireUnlessNamed(id);
      }
    } finally {
      loading.unlock();
    }
  }

  private void retireUnlessNamed(VersionId id) {
    Hosted old;
    synchronized (swap) {
      old = named.contains(id) ? null : hosted.remove(id);
    }
    if (old != null) {
      old.retire();
    }
  }

  private Hosted loaded(VersionId id) {
    synchronized (swap) {
      if (closed) {
        throw new StoreException.Refused("expected a running endpoint, found one that has ended");
      }
      Hosted already = hosted.get(id);
      if (already != null) {
        return already;
      }
    }
    listener.loading(id);
    try {
      Pin pin = store.pin(id);
      try {
        return new Hosted(pin, warm(pin));
      } catch (Throwable e) {
        pin.close();
        throw e;
      }
    } catch (Throwable e) {
      listener.failed(id, e);
      throw e;
    }
  }

  private ServedModel warm(Pin pin) {
    ServedModel model = loader.load(pin.version(), workers);
    try {
      WarmUp.run(model, workers);
      return model;
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /** Retires all versions; each closes after its last request. */
  @Override
  public void close() {
    loading.lock();
    try {
      List<Hosted> all;
      synchronized (swap) {
        closed = true;
        current = null;
        all = List.copyOf(hosted.values());
        hosted.clear();
        named.clear();
      }
      all.forEach(Hosted::retire);
    } finally {
      loading.unlock();
    }
  }
}
