package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinBackboneTest {
  @TempDir Path folder;

  /** What images are routed with, and what they are scored with. */
  @ParameterizedTest
  @ValueSource(ints = {224, 448})
  void bothImplementationsRunItAlikeAtTheDetectorsSizes(int size) {
    Path file = BuiltinBackbone.in(folder);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        Backbone fast = Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT);
        Backbone twin = Backbones.load(file, Device.cpu(), Implementation.ND_ARRAY)) {
      assertThat(fast.info().name()).isEqualTo(BuiltinBackbone.NAME);
      assertThat(fast.info().sha256()).isEqualTo(BuiltinBackbone.SHA256);
      assertThat(fast.info().licence()).isEqualTo("Apache-2.0");
      assertThat(fast.info().inputSize()).isEqualTo(448);
      NDArray images = manager.randomUniform(-1, 1, new Shape(2, 3, size, size), DataType.FLOAT32);

      NDList outputs = fast.forward(images, Prompts.none(), 3, 5, 7);
      NDList expected = twin.forward(images, Prompts.none(), 3, 5, 7);

      for (int i = 0; i < 3; i++) {
        assertThat(outputs.get(i).getShape()).isEqualTo(new Shape(2, size * size / 256, 192));
        float scale = expected.get(i).abs().max().getFloat();
        assertThat(outputs.get(i).sub(expected.get(i)).abs().max().getFloat())
            .isLessThan(1e-4f * scale);
      }
    }
  }

  @Test
  void itsOutputsTellPlacesAndImagesApart() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        Backbone vit =
            Backbones.load(BuiltinBackbone.in(folder), Device.cpu(), Implementation.TORCH_SCRIPT)) {
      NDArray x = manager.arange(224).reshape(1, 1, 1, 224).toType(DataType.FLOAT32, false);
      NDArray fine = x.mul(0.8f).sin().broadcast(new Shape(1, 3, 224, 224));
      NDArray coarse = x.mul(0.2f).sin().broadcast(new Shape(1, 3, 224, 224));
      NDArray one = unit(vit.forward(fine, Prompts.none(), 7).get(0));
      NDArray other = unit(vit.forward(coarse, Prompts.none(), 7).get(0));

      // Two gratings are farther from each other than patches of either.
      double within = distance(one, one);
      assertThat(distance(one, other)).isGreaterThan(2 * within);
    }
  }

  private static NDArray unit(NDArray tokens) {
    NDArray rows = tokens.reshape(196, 192);
    return rows.div(rows.norm(new int[] {1}, true));
  }

  /** The mean over the patches of one image of the distance to the nearest other of another. */
  private static double distance(NDArray from, NDArray to) {
    float[] similar = from.matMul(to.transpose()).toFloatArray();
    double sum = 0;
    for (int i = 0; i < 196; i++) {
      float best = -1;
      for (int j = 0; j < 196; j++) {
        best = i == j ? best : Math.max(best, similar[i * 196 + j]);
      }
      sum += Math.sqrt(Math.max(0, 2 - 2 * best));
    }
    return sum / 196;
  }
}
