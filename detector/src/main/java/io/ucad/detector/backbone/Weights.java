package io.ucad.detector.backbone;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.host.Host;
import io.ucad.detector.safetensors.TensorView;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a ViT as float32 arrays in a manager of their own, finite and of checked shapes.
 * Also resamples the position embedding for the input sizes that occur.
 */
final class Weights implements AutoCloseable {
  /**
   * Input sizes are a matter of configuration, so few occur; beyond this many, grids are computed
   * anew for each call.
   */
  private static final int MAX_GRIDS = 16;

  private static final int CHUNK = 1 << 14;

  private final VitShape shape;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new HashMap<>();
  private final float[] learnedPositions;
  private final Map<PatchGrid, NDArray> positions = new ConcurrentHashMap<>();

  private Weights(VitFile file, Device device) {
    this.shape = file.shape();
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    manager.setName("backbone");
    try {
      for (String name : file.used()) {
        if (!name.equals("pos_embed")) {
          arrays.put(name, load(manager, file.floats(name)));
        }
      }
      learnedPositions = finite(file.floats("pos_embed"));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  static Weights load(VitFile file, Device device) {
    return new Weights(file, device);
  }

  VitShape shape() {
    return shape;
  }

  NDManager manager() {
    return manager;
  }

  /** An array that {@link VitFile} has made sure of. */
  NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new BackboneException("expected a tensor '" + name + "', found none");
    }
    return array;
  }

  /** An array that may be absent, such as a bias. */
  @Nullable NDArray find(String name) {
    return arrays.get(name);
  }

  /** Replaces an array by one derived from it and frees the former. */
  void replace(String name, NDArray derived) {
    derived.attach(manager);
    NDArray former = arrays.put(name, derived);
    if (former != null) {
      former.close();
    }
  }

  /**
   * The position embeddings of the patches, {@code [1, patches, dim]}; kept by this object, or by
   * the scratch manager.
   */
  NDArray patchPositions(PatchGrid grid, NDManager scratch) {
    NDArray kept = positions.get(grid);
    if (kept != null) {
      return kept;
    }
    synchronized (positions) {
      if (positions.size() >= MAX_GRIDS) {
        return resampled(grid, scratch);
      }
      return positions.computeIfAbsent(grid, key -> resampled(key, manager));
    }
  }

  /**
   * The position embeddings of the class token and registers, {@code [1, prefix, dim]}, zeros if
   * they have none.
   */
  float[] prefixPositions() {
    int length = shape.prefixTokens() * shape.dim();
    float[] values = new float[length];
    if (shape.prefixPositions()) {
      System.arraycopy(learnedPositions, 0, values, 0, length);
    }
    return values;
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray resampled(PatchGrid grid, NDManager owner) {
    int skipped = shape.prefixPositions() ? shape.prefixTokens() * shape.dim() : 0;
    float[] learned = new float[shape.positions().patches() * shape.dim()];
    System.arraycopy(learnedPositions, skipped, learned, 0, learned.length);
    float[] values = PositionEmbedding.resample(learned, shape.dim(), shape.positions(), grid);
    return Host.array(owner, values, new Shape(1, grid.patches(), shape.dim()));
  }

  private static float[] finite(TensorView tensor) {
    float[] values = tensor.toFloats();
    requireFinite(tensor.name(), values, values.length, 0);
    return values;
  }

  /** A float32 array of a tensor's values in memory of the engine's own. */
  static NDArray load(NDManager manager, TensorView tensor) {
    return Host.array(manager, new Shape(tensor.shape()), memory -> copy(tensor, memory));
  }

  private static void copy(TensorView tensor, FloatBuffer memory) {
    int size = tensor.size();
    float[] chunk = new float[Math.min(size, CHUNK)];
    for (int from = 0; from < size; from += CHUNK) {
      int count = Math.min(CHUNK, size - from);
      tensor.copyFloats(from, chunk, 0, count);
      requireFinite(tensor.name(), chunk, count, from);
      memory.put(chunk, 0, count);
    }
  }

  private static void requireFinite(String name, float[] values, int count, int from) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BackboneException(
            "tensor '"
                + name
                + "': expected finite values, found "
                + values[i]
                + " at element "
                + (from + i));
      }
    }
  }
}
