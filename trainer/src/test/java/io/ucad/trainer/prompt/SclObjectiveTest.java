package io.ucad.trainer.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.TensorView;
import io.ucad.detector.testing.SharedFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SclObjectiveTest {
  @ParameterizedTest
  @EnumSource(Implementation.class)
  void lossAndGradientEqualTheGoldenValues(Implementation implementation) throws Exception {
    Path golden = SharedFiles.require("golden/deit_tiny.safetensors");
    Path weights = SharedFiles.deitTiny();
    try (SafetensorsFile file = SafetensorsFile.open(golden);
        Backbone vit = Backbones.load(weights, Device.cpu(), implementation);
        NDManager manager = NDManager.newBaseManager()) {
      TensorView prompts = file.tensor("additive.prompts");
      int[] labels = labels(file);
      NDArray parameters = manager.create(prompts.toFloats(), new Shape(6, 1, 192));
      parameters.setRequiresGradient(true);
      PromptObjective.Step step =
          new SclObjective(1, i -> labels)
              .prepare(new float[0], new int[] {0}, new SplittableRandom(1));
      float loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList taps = vit.forwardTraining(input(manager), new Prompts.Additive(parameters), 5);
        NDArray value = step.loss(taps, Optional.empty());
        loss = value.getFloat();
        collector.backward(value);
      }
      assertThat(loss).isCloseTo(file.tensor("loss.value").toFloats()[0], within(1e-3f));
      float[] gradient = parameters.getGradient().toFloatArray();
      float[] expected = file.tensor("loss.grad_prompts").toFloats();
      assertThat(gradient).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(gradient[i]).as("gradient %d", i).isCloseTo(expected[i], within(1e-3f));
      }
    }
  }

  private static int[] labels(SafetensorsFile file) {
    float[] stored = file.tensor("loss.labels").toFloats();
    int[] labels = new int[stored.length];
    for (int i = 0; i < stored.length; i++) {
      labels[i] = Math.round(stored[i]);
    }
    return labels;
  }

  /** Image 0 of method section 9. */
  private static NDArray input(NDManager manager) {
    float[] values = new float[3 * 224 * 224];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 224; i++) {
        for (int j = 0; j < 224; j++) {
          values[(c * 224 + i) * 224 + j] =
              (float)
                  (Math.sin(0.05 * (c + 1) * i + 0.03 * j) + 0.5 * Math.cos(0.11 * j * (c + 1)));
        }
      }
    }
    return manager.create(values, new Shape(1, 3, 224, 224));
  }

  @Test
  void equalsTheFormulaTokenByToken() {
    int patches = 4;
    int dim = 3;
    float[] tokens = {1, 2, 3, -1, 0, 2, 0.5f, 0.5f, 0.5f, 2, -3, 1};
    int[] labels = {0, 1, 0, 1};
    double sum = 0;
    for (int i = 0; i < patches; i++) {
      for (int j = 0; j < patches; j++) {
        double dot = 0;
        double ni = 0;
        double nj = 0;
        for (int d = 0; d < dim; d++) {
          dot += tokens[i * dim + d] * tokens[j * dim + d];
          ni += tokens[i * dim + d] * tokens[i * dim + d];
          nj += tokens[j * dim + d] * tokens[j * dim + d];
        }
        double s = dot / Math.sqrt(ni * nj) / 0.5;
        sum += labels[i] == labels[j] ? -s : Math.exp(s);
      }
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray z = manager.create(tokens, new Shape(1, patches, dim));
      NDArray same = SclObjective.same(manager, new int[][] {labels});
      assertThat((double) SclObjective.loss(z, same).getFloat()).isCloseTo(sum / 16, within(1e-5));
    }
  }
}
