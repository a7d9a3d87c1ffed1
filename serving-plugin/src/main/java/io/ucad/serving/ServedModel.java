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
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A version with its backbone on one device, shared by all workers there. Closing it waits for the
 * inspections that are running: a server may unload a model while its workers are busy, and memory
 * that is freed under a native call ends the process.
 */
final class ServedModel implements AutoCloseable {
  private final Backbone backbone;
  private final NDManager manager;
  private final BatchInspector inspector;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
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
          backbone, manager, new BatchInspector(guard, detector, contents.version()));
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
      use.readLock().unlock();
    }
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
  }
}
