package io.ucad.pretrain.train;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ucad.detector.script.ScriptProgram;
import io.ucad.pretrain.scene.BatchShape;
import io.ucad.pretrain.scene.SceneBatch;
import io.ucad.pretrain.scene.ScenePainter;
import java.util.HashMap;
import java.util.Map;

/** The two native calls of a step: loss with gradient, and the optimiser. */
final class Programs implements AutoCloseable {
  /** Of logarithms of distances. */
  private static final double MARGIN = 0.25;

  private static final int FLOAT = 6;
  private static final int BRAIN_FLOAT = 15;

  private final Model gradient;
  private final Model optimiser;

  Programs(Network net, Layout layout, int classes, boolean brain) {
    // The engine's optimiser rewrites a program after its first calls, which rounds otherwise: a
    // run
    // that goes on would not end with the same bytes.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    Map<String, Object> names = new HashMap<>();
    names.put("sizes", layout.sizes());
    names.put("depth", net.depth());
    names.put("middle", net.middle());
    names.put("dim", net.dim());
    names.put("pair", 2 * net.dim());
    names.put("qkvWidth", 3 * net.dim());
    names.put("mlp", net.mlp());
    names.put("heads", net.heads());
    names.put("headDim", net.dim() / net.heads());
    names.put("patch", net.patch());
    names.put("patchValues", net.patchValues());
    names.put("grid", net.grid());
    names.put("epsilon", Network.EPSILON);
    names.put("classes", classes);
    names.put("descriptors", BatchShape.DESCRIPTORS);
    names.put("damaged", ScenePainter.DEFECTIVE);
    names.put("margin", MARGIN);
    names.put("type", brain ? BRAIN_FLOAT : FLOAT);
    gradient = load("Gradient", "gradient.py.txt", names);
    optimiser = load("AdamW", "adamw.py.txt", Map.of());
  }

  private static Model load(String type, String resource, Map<String, ?> names) {
    return ScriptProgram.load(
        type, ScriptProgram.text(Programs.class, resource, names), Device.cpu());
  }

  /**
   * The losses {@code [4]} (their weighted sum, texture, look, rank) and the gradient {@code [p]}.
   *
   * @param row of the grid of positions where the images' grid begins
   * @param weights of the three losses
   */
  NDList gradient(
      NDManager scratch, NDArray theta, SceneBatch batch, int row, int column, float[] weights) {
    BatchShape shape = batch.shape();
    NDList arguments =
        new NDList(
            scratch.create(
                batch.images(), new Shape(shape.images(), 3, shape.side(), shape.side())),
            theta,
            scratch.create(new long[] {row, column, shape.scenes(), shape.memory()}),
            scratch.create(batch.classes(), new Shape(shape.tokens(), BatchShape.TEXTURES)),
            scratch.create(batch.shares(), new Shape(shape.tokens(), BatchShape.TEXTURES)),
            scratch.create(batch.descriptors(), new Shape(shape.tokens(), BatchShape.DESCRIPTORS)),
            scratch.create(
                batch.damage(),
                new Shape(shape.scenes(), (long) shape.queries() * shape.patches())),
            scratch.create(weights));
    // The collector turns the recording of gradients on; the program asks for them itself.
    try (GradientCollector recording = Engine.getInstance().newGradientCollector()) {
      NDList out = gradient.getBlock().forward(new ParameterStore(scratch, false), arguments, true);
      out.attach(scratch);
      return out;
    }
  }

  /** Changes the first three arrays; see the program for the numbers. */
  double update(
      NDManager scratch,
      NDArray theta,
      NDArray mean,
      NDArray variance,
      NDArray slope,
      NDArray decayed,
      float[] numbers) {
    NDList arguments = new NDList(theta, mean, variance, slope, decayed, scratch.create(numbers));
    NDList out = optimiser.getBlock().forward(new ParameterStore(scratch, false), arguments, false);
    out.attach(scratch);
    return out.get(0).getFloat();
  }

  @Override
  public void close() {
    gradient.close();
    optimiser.close();
  }
}
