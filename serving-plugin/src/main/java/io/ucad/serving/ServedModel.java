package io.ucad.serving;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.routing.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A version with its backbone on one device, shared by all workers there.
 *
 * <p>DJL Serving unloads a model first and asks its workers to stop afterwards, so that closing has
 * to be gentle: it waits until the workers have emptied their queue, which gets nothing new by
 * then, and for the inspections that are running. Memory that is freed under a native call ends the
 * process.
 */
final class ServedModel implements AutoCloseable {
  /** Without a request for so long, the queues of the workers are empty. */
  private static final long QUIET_NANOS = Duration.ofMillis(250).toNanos();

  /** A server that keeps sending requests cannot keep a model from being closed. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Backbone backbone;
  private final NDManager manager;
  private final BatchInspector inspector;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private final List<NDManager> workers = new ArrayList<>();
  private volatile long lastUse = System.nanoTime() - QUIET_NANOS;
  private boolean closed;

  private ServedModel(Backbone backbone, NDManager manager, BatchInspector inspector) {
    this.backbone = backbone;
    this.manager = manager;
    this.inspector = inspector;
  }

  /**
   * Loads a model; all checksums are found right before the first array is made.
   *
   * @throws RuntimeException whatever of the parts throws for a file that is not what it must be
   */
  static ServedModel load(ModelFiles files, ImageGuard guard, Device device) {
    ModelFiles.Contents contents = files.read();
    Backbone backbone =
        Backbones.load(
            files.backbone(), device, Implementation.TORCH_SCRIPT, contents.backboneSha256());
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    manager.setName("ucad " + contents.version());
    try {
      var detector = new Detector(manager, backbone, contents.memories(), Router.CANDIDATES);
      return new ServedModel(
          backbone,
          manager,
          new BatchInspector(guard, detector, contents.version(), contents.backbone()));
    } catch (RuntimeException e) {
      manager.close();
      backbone.close();
      throw e;
    }
  }

  /** One answer for each input, in their order. */
  List<Output> inspect(List<Input> inputs) {
    use.readLock().lock();
    try {
      return closed ? unavailable(inputs) : inspector.inspect(inputs);
    } finally {
      lastUse = System.nanoTime();
      use.readLock().unlock();
    }
  }

  /**
   * Takes the manager of a worker's predictor from the model's, which would close it before the
   * worker has answered what is in its queue; it is closed with this model instead.
   */
  synchronized void adopt(NDManager worker) {
    workers.removeIf(known -> !known.isOpen());
    String name = worker.getName();
    worker.setName(null); // a manager without a name is called by the id that its parent knows
    worker.getParentManager().detachInternal(worker.getName());
    worker.setName(name);
    workers.add(worker);
  }

  static List<Output> unavailable(List<Input> inputs) {
    return inputs.stream().map(input -> Answers.unavailable(RequestId.of(input))).toList();
  }

  boolean closed() {
    use.readLock().lock();
    try {
      return closed;
    } finally {
      use.readLock().unlock();
    }
  }

  /** Arrays of the memories. */
  int arrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    awaitQuiet();
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        manager.close();
        backbone.close();
      }
    } finally {
      use.writeLock().unlock();
    }
    synchronized (this) {
      workers.forEach(NDManager::close);
      workers.clear();
    }
  }

  private void awaitQuiet() {
    long start = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()
        && System.nanoTime() - start < PATIENCE_NANOS
        && (use.getReadLockCount() > 0 || System.nanoTime() - lastUse < QUIET_NANOS)) {
      LockSupport.parkNanos(QUIET_NANOS / 10);
    }
  }
}
