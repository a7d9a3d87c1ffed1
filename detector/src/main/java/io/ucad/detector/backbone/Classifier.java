package io.ucad.detector.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The final norm, pooling and head of a checkpoint, read from its file when it is used. As timm
 * does: with a {@code fc_norm} or without class token the patches are averaged, otherwise the class
 * token is taken.
 */
final class Classifier {
  private Classifier() {}

  /**
   * The scores {@code [n, classes]} of the last block's output; everything made lives in the
   * manager of {@code hidden}.
   */
  static NDArray scores(NDArray hidden, Path path, VitShape shape) {
    try (VitFile file = VitFile.open(path, OptionalInt.of(shape.heads()))) {
      long[] head = file.dims("head.weight");
      if (head.length != 2 || head[1] != shape.dim()) {
        throw VitFile.misfit("head.weight", "[classes, " + shape.dim() + "]", head);
      }
      long[] bias = file.dims("head.bias");
      if (bias.length != 1 || bias[0] != head[0]) {
        throw VitFile.misfit("head.bias", "[" + head[0] + "]", bias);
      }
      NDManager manager = hidden.getManager();
      NDArray x = norm(hidden, file, "norm", shape);
      boolean average = !shape.classToken() || file.has("fc_norm.weight");
      x =
          average
              ? x.get(manager, new NDIndex(":, {}:", shape.prefixTokens())).mean(new int[] {1})
              : x.get(manager, new NDIndex(":, 0"));
      x = norm(x, file, "fc_norm", shape);
      NDArray weight = Weights.load(manager, file.floats("head.weight"));
      return Linear.linear(x, weight, Weights.load(manager, file.floats("head.bias")))
          .singletonOrThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("the head cannot be read from " + path, e);
    }
  }

  private static NDArray norm(NDArray x, VitFile file, String name, VitShape shape) {
    if (!file.has(name + ".weight")) {
      return x;
    }
    NDArray gain = Weights.load(x.getManager(), file.floats(name + ".weight"));
    NDArray offset = Weights.load(x.getManager(), file.floats(name + ".bias"));
    return LayerNorm.layerNorm(x, new Shape(shape.dim()), gain, offset, (float) shape.epsilon())
        .singletonOrThrow();
  }
}
