package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.testing.SharedFiles;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DeiT-Tiny against the values of an independent implementation. */
class GoldenTest {
  private static final float TOLERANCE = 1e-3f;

  private SafetensorsFile golden;
  private NDManager manager;

  @BeforeEach
  void open() throws IOException {
    golden = SafetensorsFile.open(SharedFiles.require("golden/deit_tiny.safetensors"));
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() throws IOException {
    if (manager != null) {
      manager.close();
      golden.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void blocksOfThePlainNetwork(Implementation implementation) {
    try (Backbone vit = load(implementation)) {
      NDList taps = vit.forward(inputs(), Prompts.none(), 0, 5, 11);
      assertGolden(everyFourth(taps.get(0)), "plain.block0");
      assertGolden(everyFourth(taps.get(1)), "plain.block5");
      assertGolden(everyFourth(taps.get(2)), "plain.block11");
    }
  }

  @ParameterizedTest
  @EnumSource
  void classScores(Implementation implementation) {
    try (Backbone vit = load(implementation)) {
      assertGolden(vit.logits(inputs()), "plain.logits");
    }
  }

  @ParameterizedTest
  @EnumSource
  void additivePrompts(Implementation implementation) {
    try (Backbone vit = load(implementation)) {
      Prompts prompts = new Prompts.Additive(array("additive.prompts").expandDims(1));
      NDArray tokens = vit.forward(inputs(), prompts, 5).singletonOrThrow();
      assertGolden(everyFourth(tokens), "additive.block5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void prefixPrompts(Implementation implementation) {
    try (Backbone vit = load(implementation)) {
      NDArray key = array("prefix.key").expandDims(1);
      NDArray value = array("prefix.value").expandDims(1);
      NDArray tokens = vit.forward(inputs(), new Prompts.Prefix(key, value), 5).singletonOrThrow();
      assertGolden(everyFourth(tokens), "prefix.block5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void contrastiveLossAndItsGradient(Implementation implementation) {
    try (Backbone vit = load(implementation)) {
      NDArray image = inputs().get("0:1");
      NDArray prompts = array("additive.prompts").expandDims(1);
      prompts.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray tokens =
            vit.forwardTraining(image, new Prompts.Additive(prompts), 5).singletonOrThrow();
        NDArray loss = contrast(tokens.get("0, 1:"), array("loss.labels").reshape(-1), 0.5f);
        collector.backward(loss);
        assertGolden(loss.reshape(1), "loss.value");
        assertGolden(prompts.getGradient().reshape(6, 192), "loss.grad_prompts");
        assertThat(prompts.getGradient().abs().max().getFloat()).isGreaterThan(TOLERANCE);
      }
    }
  }

  /** L = mean(-M S + (1 - M) exp(S)), S = z z^T / tau, M_ij = [label_i == label_j]. */
  private static NDArray contrast(NDArray tokens, NDArray labels, float tau) {
    NDArray z = tokens.div(tokens.square().sum(new int[] {1}, true).sqrt());
    NDArray similarity = z.matMul(z.transpose()).div(tau);
    NDArray same = labels.expandDims(0).eq(labels.expandDims(1)).toType(z.getDataType(), false);
    return similarity.mul(same).neg().add(similarity.exp().mul(same.neg().add(1))).mean();
  }

  private static Backbone load(Implementation implementation) {
    return Backbones.load(SharedFiles.deitTiny(), Device.cpu(), implementation);
  }

  private NDArray inputs() {
    float[] values = new float[2 * 3 * 224 * 224];
    int at = 0;
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < 224; i++) {
          for (int j = 0; j < 224; j++) {
            values[at++] = (float) (n == 0 ? first(c, i, j) : second(c, i, j));
          }
        }
      }
    }
    return manager.create(values, new Shape(2, 3, 224, 224));
  }

  private static double first(int c, int i, int j) {
    return Math.sin(0.05 * (c + 1) * i + 0.03 * j) + 0.5 * Math.cos(0.11 * j * (c + 1));
  }

  private static double second(int c, int i, int j) {
    return Math.cos(0.02 * i * (c + 1)) * Math.sin(0.07 * j + c);
  }

  private static NDArray everyFourth(NDArray tokens) {
    return tokens.get(new NDIndex(":, ::4"));
  }

  private NDArray array(String name) {
    var tensor = golden.tensor(name);
    return manager.create(tensor.toFloats(), new Shape(tensor.shape()));
  }

  private void assertGolden(NDArray found, String name) {
    NDArray expected = array(name);
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.sub(expected).abs().max().getFloat()).as(name).isCloseTo(0, within(TOLERANCE));
  }
}
