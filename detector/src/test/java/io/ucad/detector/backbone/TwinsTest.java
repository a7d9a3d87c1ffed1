package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ucad.detector.testing.RandomVit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast implementation equals the readable one on networks of every kind. */
class TwinsTest {
  private static final float TOLERANCE = 2e-5f;

  @TempDir Path folder;
  private NDManager manager;

  static Stream<Arguments> networks() {
    RandomVit plain = RandomVit.deit(16, 24, 4, 3, 64);
    return Stream.of(
        Arguments.of("patch 16", plain, 64, 64),
        Arguments.of("patch 8, heads of 8", RandomVit.deit(8, 32, 4, 4, 48), 48, 48),
        Arguments.of("patch 14", RandomVit.deit(14, 24, 4, 2, 56), 56, 56),
        Arguments.of("larger input", plain, 96, 96),
        Arguments.of("smaller, oblong input", plain, 32, 48),
        Arguments.of("DINOv2: gains", RandomVit.deit(14, 24, 4, 3, 42).withRegisters(0), 56, 42),
        Arguments.of(
            "DINOv2: registers", RandomVit.deit(14, 24, 4, 3, 56).withRegisters(4), 56, 70),
        Arguments.of(
            "registers without class token", plain.withoutClassToken().withRegisters(2), 64, 64),
        Arguments.of("patches only", plain.withoutClassToken(), 64, 80),
        Arguments.of("CLIP: a norm before the blocks", plain.withPreNorm(), 64, 64));
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void agree(String name, RandomVit network, int height, int width) {
    Path file = network.write(folder.resolve("vit.safetensors"));
    try (Backbone slow = Backbones.load(file, Device.cpu(), Implementation.ND_ARRAY);
        Backbone fast = Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT)) {
      NDArray images = normal(3, 3, height, width);
      int dim = network.dim();
      Prompts[] kinds = {
        Prompts.none(),
        new Prompts.Additive(normal(2, 1, dim)),
        new Prompts.Additive(normal(4, 3, dim)),
        new Prompts.Prefix(normal(3, 1, 1, dim), normal(3, 1, 1, dim)),
        new Prompts.Prefix(normal(4, 3, 5, dim), normal(4, 3, 5, dim))
      };
      NDArray plain = slow.forward(images, Prompts.none(), 3).get(0);
      for (Prompts prompts : kinds) {
        NDList expected = slow.forward(images, prompts, 0, 1, 3);
        assertEqual(fast.forward(images, prompts, 0, 1, 3), expected);
        assertEqual(fast.forwardTraining(images, prompts, 0, 1, 3), expected);
        assertThat(prompts.blocks() == 0 || distance(expected.get(2), plain) > 0.01f)
            .as("the prompt has an effect")
            .isTrue();
        resumes(slow, expected, prompts);
        resumes(fast, expected, prompts);
        everyImageStandsAlone(fast, images, prompts, expected);
      }
      assertThat(distance(fast.logits(images), slow.logits(images)))
          .isCloseTo(0, within(TOLERANCE));
      gradientsAgree(slow, fast, images, dim);
    }
  }

  private static void resumes(Backbone vit, NDList expected, Prompts prompts) {
    NDArray hidden = expected.get(0).duplicate();
    NDList resumed = vit.resume(hidden, 0, prompts, 1, 3);
    assertEqual(resumed, new NDList(expected.get(1), expected.get(2)));
    assertThat(distance(hidden, expected.get(0))).as("the input is not changed").isZero();
  }

  private static void everyImageStandsAlone(
      Backbone vit, NDArray images, Prompts prompts, NDList expected) {
    for (int i = 0; i < 3; i++) {
      NDArray image = images.get(new NDIndex("{}:{}", i, i + 1));
      NDArray alone = vit.forward(image, of(i, prompts), 3).singletonOrThrow();
      NDArray among = expected.get(2).get(new NDIndex("{}:{}", i, i + 1));
      assertThat(distance(alone, among)).isCloseTo(0, within(TOLERANCE));
    }
  }

  private static Prompts of(int image, Prompts prompts) {
    if (prompts instanceof Prompts.Additive p) {
      return new Prompts.Additive(pick(image, p.values()));
    }
    if (prompts instanceof Prompts.Prefix p) {
      return new Prompts.Prefix(pick(image, p.keys()), pick(image, p.values()));
    }
    return prompts;
  }

  private static NDArray pick(int image, NDArray prompts) {
    int from = prompts.getShape().get(1) == 1 ? 0 : image;
    return prompts.get(new NDIndex(":, {}:{}", from, from + 1));
  }

  private void gradientsAgree(Backbone slow, Backbone fast, NDArray images, int dim) {
    NDArray additive = normal(3, 3, dim);
    NDArray keys = normal(2, 1, 2, dim);
    NDArray values = normal(2, 1, 2, dim);
    for (Prompts prompts :
        new Prompts[] {new Prompts.Additive(additive), new Prompts.Prefix(keys, values)}) {
      NDList expected = gradients(slow, images, prompts);
      NDList found = gradients(fast, images, prompts);
      for (int i = 0; i < expected.size(); i++) {
        float largest = expected.get(i).abs().max().getFloat();
        assertThat(largest).isPositive();
        assertThat(distance(found.get(i), expected.get(i)) / largest).isCloseTo(0, within(1e-4f));
      }
    }
  }

  private static NDList gradients(Backbone vit, NDArray images, Prompts prompts) {
    NDList leaves = new NDList();
    if (prompts instanceof Prompts.Additive p) {
      leaves.add(p.values().duplicate());
    } else if (prompts instanceof Prompts.Prefix p) {
      leaves.add(p.keys().duplicate());
      leaves.add(p.values().duplicate());
    }
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    Prompts learned =
        leaves.size() == 1
            ? new Prompts.Additive(leaves.get(0))
            : new Prompts.Prefix(leaves.get(0), leaves.get(1));
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDList taps = vit.forwardTraining(images, learned, 1, 3);
      collector.backward(taps.get(0).square().mean().add(taps.get(1).sin().mean()));
    }
    NDList out = new NDList();
    leaves.forEach(leaf -> out.add(leaf.getGradient()));
    return out;
  }

  private static void assertEqual(NDList found, NDList expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).getShape()).isEqualTo(expected.get(i).getShape());
      assertThat(distance(found.get(i), expected.get(i))).isCloseTo(0, within(TOLERANCE));
    }
  }

  private static float distance(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getFloat();
  }

  private NDArray normal(long... shape) {
    return manager.randomNormal(0, 1, new Shape(shape), DataType.FLOAT32);
  }
}
