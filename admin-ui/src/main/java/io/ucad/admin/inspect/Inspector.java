package io.ucad.admin.inspect;

import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.Detector;
import io.ucad.detector.DetectorException;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.detector.memory.MemoryException;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Asks versions of the model. The few asked last stay loaded; as many questions run at once as
 * there are processors, and more wait a while. Thread-safe. For the program itself, not for people.
 */
@Component
public class Inspector {
  static final int MOST_LOADED = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final ModelStore store;
  private final BackboneSource backbones;
  private final int most = Runtime.getRuntime().availableProcessors();
  private final Semaphore places = new Semaphore(most, true);

  /** One load at a time: two would need the memory of both. */
  private final ReentrantLock loading = new ReentrantLock();

  /** The one asked last comes last. */
  private final Map<Integer, LoadedVersion> loaded = new LinkedHashMap<>(8, 0.75f, true);

  Inspector(ModelStore store, BackboneSource backbones) {
    this.store = store;
    this.backbones = backbones;
  }

  /**
   * Asks a version. The detector may be used until the question returns, not later.
   *
   * @throws UserProblem if there is no such version, it does not fit the backbone, or too much is
   *     asked at once
   */
  public <T> T ask(int version, Function<Detector, T> question) {
    enter();
    try {
      LoadedVersion model = lease(version);
      try {
        return question.apply(model.detector());
      } finally {
        model.release();
      }
    } catch (StoreException.NotFound e) {
      throw new UserProblem("problem.version.none", "v" + version);
    } catch (DetectorException
        | MemoryException
        | BackboneException
        | BackboneUnavailableException e) {
      throw new UserProblem(
          "problem.inspect.model",
          "v" + version,
          Objects.requireNonNullElse(e.getMessage(), e.toString()));
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (!places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new UserProblem("problem.inspect.busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserProblem("problem.inspect.busy");
    }
  }

  private LoadedVersion lease(int version) {
    LoadedVersion known = known(version);
    if (known != null) {
      return known;
    }
    loading.lock();
    try {
      LoadedVersion meanwhile = known(version);
      return meanwhile == null ? load(version) : meanwhile;
    } finally {
      loading.unlock();
    }
  }

  private @org.jspecify.annotations.Nullable LoadedVersion known(int version) {
    synchronized (loaded) {
      LoadedVersion found = loaded.get(version);
      return found != null && found.use() ? found : null;
    }
  }

  private LoadedVersion load(int version) {
    LoadedVersion fresh = LoadedVersion.load(store.pin(new VersionId(version)), backbones.get());
    fresh.use();
    List<LoadedVersion> old;
    synchronized (loaded) {
      loaded.put(version, fresh);
      List<Integer> numbers = List.copyOf(loaded.keySet());
      old =
          numbers.subList(0, Math.max(0, numbers.size() - MOST_LOADED)).stream()
              .map(loaded::remove)
              .filter(Objects::nonNull)
              .toList();
    }
    old.forEach(LoadedVersion::retire);
    return fresh;
  }

  /** The versions in memory, the one asked last at the end. */
  List<Integer> versions() {
    synchronized (loaded) {
      return List.copyOf(loaded.keySet());
    }
  }

  /** Waits for what is running, as its memory must not go before it. */
  @PreDestroy
  void close() throws InterruptedException {
    places.tryAcquire(most, FAREWELL.toSeconds(), TimeUnit.SECONDS);
    List<LoadedVersion> all;
    synchronized (loaded) {
      all = List.copyOf(loaded.values());
      loaded.clear();
    }
    all.forEach(LoadedVersion::retire);
  }
}
