package io.ucad.pretrain.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.backbone.Prompts;
import io.ucad.pretrain.scene.BatchShape;
import io.ucad.pretrain.scene.SceneBatch;
import io.ucad.pretrain.scene.ScenePainter;
import io.ucad.pretrain.texture.TextureBank;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final Network SMALL = new Network(8, 24, 2, 2, 32, 8, 0);
  private static final int CLASSES = 6;

  @TempDir Path folder;

  @Test
  void theGradientEqualsFiniteDifferences() {
    var layout = new Layout(SMALL, CLASSES, BatchShape.DESCRIPTORS);
    SceneBatch batch = painter().paint(new BatchShape(2, 2, 2, 3, 8), 4);
    float[] theta = InitialWeights.draw(SMALL, layout, painter(), 1);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var programs = new Programs(SMALL, layout, CLASSES, false)) {
      float[] gradient = gradient(manager, programs, theta, batch)[1];
      var random = new SplittableRandom(2);
      // One direction per tensor, so that no tensor's gradient can hide behind another's.
      for (Layout.Slot slot : layout.slots()) {
        double[] direction = new double[slot.size()];
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextGaussian();
          norm += direction[i] * direction[i];
        }
        double step = 0.01 / Math.sqrt(norm);
        double expected = 0;
        for (int i = 0; i < direction.length; i++) {
          direction[i] *= step;
          expected += gradient[slot.start() + i] * direction[i];
        }
        // A small part of it: nearest neighbours change along the way, which bends the loss.
        double found = difference(manager, programs, theta, batch, slot, direction, 0.1);
        assertThat(found)
            .as(slot.name())
            .isCloseTo(expected, within(3e-5 + 0.03 * Math.abs(expected)));
      }
    }
  }

  /** Central difference of the loss along a direction, per unit of the direction. */
  private static double difference(
      NDManager manager,
      Programs programs,
      float[] theta,
      SceneBatch batch,
      Layout.Slot slot,
      double[] direction,
      double scale) {
    float[] up = theta.clone();
    float[] down = theta.clone();
    for (int i = 0; i < direction.length; i++) {
      up[slot.start() + i] += (float) (scale * direction[i]);
      down[slot.start() + i] -= (float) (scale * direction[i]);
    }
    return (gradient(manager, programs, up, batch)[0][0]
            - gradient(manager, programs, down, batch)[0][0])
        / (2 * scale);
  }

  private static float[][] gradient(
      NDManager manager, Programs programs, float[] theta, SceneBatch batch) {
    try (NDManager scratch = manager.newSubManager()) {
      var out =
          programs.gradient(scratch, scratch.create(theta), batch, 1, 2, new float[] {1, 1, 0.5f});
      return new float[][] {out.get(0).toFloatArray(), out.get(1).toFloatArray()};
    }
  }

  @Test
  void stepsLowerEveryLossOfABatch() {
    var layout = new Layout(SMALL, CLASSES, BatchShape.DESCRIPTORS);
    SceneBatch batch = painter().paint(new BatchShape(3, 2, 2, 4, 8), 4);
    float[] theta = InitialWeights.draw(SMALL, layout, painter(), 1);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var programs = new Programs(SMALL, layout, CLASSES, true)) {
      NDArray weights = manager.create(theta).duplicate();
      NDArray mean = manager.zeros(weights.getShape());
      NDArray variance = manager.zeros(weights.getShape());
      NDArray decayed = manager.create(layout.decayed());
      float[] first = {};
      float[] last = {};
      for (int step = 0; step < 60; step++) {
        try (NDManager scratch = manager.newSubManager()) {
          var out = programs.gradient(scratch, weights, batch, 0, 0, new float[] {1, 1, 0.5f});
          last = out.get(0).toFloatArray();
          first = step == 0 ? last : first;
          float[] numbers = {
            0.003f,
            0.01f,
            0.9f,
            0.98f,
            (float) (1 - Math.pow(0.9, step + 1)),
            (float) (1 - Math.pow(0.98, step + 1)),
            1e-8f,
            1
          };
          programs.update(scratch, weights, mean, variance, out.get(1), decayed, numbers);
        }
      }
      for (int i = 0; i < 4; i++) {
        assertThat(last[i]).as("loss %d", i).isLessThan(0.85f * first[i]);
      }
    }
  }

  @Test
  void oneStepOfTheOptimiserIsAdamW() {
    var layout = new Layout(SMALL, CLASSES, BatchShape.DESCRIPTORS);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var programs = new Programs(SMALL, layout, CLASSES, false)) {
      NDArray theta = manager.create(new float[] {1, -2}).duplicate();
      NDArray mean = manager.create(new float[] {0.1f, 0.2f}).duplicate();
      NDArray variance = manager.create(new float[] {0.04f, 0.09f}).duplicate();
      NDArray gradient = manager.create(new float[] {3, 4});
      NDArray decayed = manager.create(new float[] {1, 0});
      // The gradient's norm of 5 is clipped to 1.
      float[] numbers = {0.1f, 0.5f, 0.9f, 0.99f, 0.19f, 0.0199f, 1e-8f, 1};
      double norm = programs.update(manager, theta, mean, variance, gradient, decayed, numbers);

      assertThat(norm).isCloseTo(5, within(1e-5));
      double[] before = {1 - 0.1 * 0.5 * 1, -2};
      for (int i = 0; i < 2; i++) {
        double g = new double[] {0.6, 0.8}[i];
        double m = 0.9 * new double[] {0.1, 0.2}[i] + 0.1 * g;
        double v = 0.99 * new double[] {0.04, 0.09}[i] + 0.01 * g * g;
        assertThat(mean.getFloat(i)).isCloseTo((float) m, within(1e-6f));
        assertThat(variance.getFloat(i)).isCloseTo((float) v, within(1e-6f));
        double moved = before[i] - 0.1 * (m / 0.19) / Math.sqrt(v / 0.0199);
        assertThat(theta.getFloat(i)).isCloseTo((float) moved, within(1e-5f));
      }
    }
  }

  @Test
  void aRunThatGoesOnEndsWithTheSameBytes() throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    Path parts = folder.resolve("parts.safetensors");
    trainer("a", 6).train(6).write(whole, "small");
    trainer("b", 6).train(2);
    TrainedVit resumed = trainer("b", 6).train(6);
    resumed.write(parts, "small");

    assertThat(resumed.step()).isEqualTo(6);
    assertThat(parts).hasSameBinaryContentAs(whole);
    assertThat(lines).contains("resumed after step 2");
  }

  @Test
  void aRunUsesNoMemoryThatJavaFrees() throws IOException, InterruptedException {
    Path calm = folder.resolve("calm.safetensors");
    Path swept = folder.resolve("swept.safetensors");
    trainer("a", 6).train(6).write(calm, "small");
    var done = new AtomicBoolean();
    Thread sweeper = Thread.ofPlatform().start(() -> sweepUntil(done));
    try {
      trainer("b", 6).train(6).write(swept, "small");
    } finally {
      done.set(true);
    }

    sweeper.join();
    assertThat(sweeps).hasPositiveValue();
    assertThat(swept).hasSameBinaryContentAs(calm);
  }

  private final AtomicInteger sweeps = new AtomicInteger();

  /** Frees at once what Java does not hold any more, and fills its place with something else. */
  private void sweepUntil(AtomicBoolean done) {
    while (!done.get()) {
      System.gc();
      for (int kilobytes = 1; kilobytes <= 256; kilobytes *= 2) {
        ByteBuffer litter = ByteBuffer.allocateDirect(kilobytes << 10);
        while (litter.hasRemaining()) {
          litter.put((byte) 0x5A);
        }
      }
      sweeps.incrementAndGet();
    }
  }

  @Test
  void aStepLeavesNoArrayBehind() {
    var layout = new Layout(SMALL, CLASSES, BatchShape.DESCRIPTORS);
    SceneBatch batch = painter().paint(new BatchShape(2, 2, 2, 3, 8), 4);
    float[] start = InitialWeights.draw(SMALL, layout, painter(), 1);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var programs = new Programs(SMALL, layout, CLASSES, false)) {
      NDArray theta = manager.create(start).duplicate();
      NDArray mean = manager.zeros(theta.getShape());
      NDArray variance = manager.zeros(theta.getShape());
      NDArray decayed = manager.create(layout.decayed()).duplicate();
      int before = manager.getManagedArrays().size();
      float[] numbers = {0.001f, 0.01f, 0.9f, 0.98f, 0.1f, 0.02f, 1e-8f, 1};
      for (int step = 0; step < 3; step++) {
        try (NDManager scratch = manager.newSubManager()) {
          var out = programs.gradient(scratch, theta, batch, 0, 0, new float[] {1, 1, 0.5f});
          programs.update(scratch, theta, mean, variance, out.get(1), decayed, numbers);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void aRunMayBecomeLongerUntilItsEndBegins() throws IOException {
    trainer("a", 6).train(3);
    trainer("a", 8).train(3);
    trainer("a", 8).train(7);

    assertThatThrownBy(() -> trainer("a", 20).train(20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("7 steps done and the end 4 to 8");
  }

  @Test
  void theFileIsABackboneWhoseOutputsAreThoseThatWereTrained() throws IOException {
    Path file = folder.resolve("vit.safetensors");
    trainer("a", 1).train(1).write(file, "small");

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        Backbone backbone = Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT);
        Backbone twin = Backbones.load(file, Device.cpu(), Implementation.ND_ARRAY)) {
      assertThat(backbone.info().name()).isEqualTo("small");
      assertThat(backbone.info().shape().prefixTokens()).isZero();
      assertThat(backbone.info().normalisation().mean()).containsOnly(0.5f);
      NDArray images = manager.randomNormal(0, 1, new Shape(2, 3, 64, 64), DataType.FLOAT32);
      NDArray fast = backbone.forward(images, Prompts.none(), 0, 1).get(1);
      NDArray slow = twin.forward(images, Prompts.none(), 0, 1).get(1);
      assertThat(fast.getShape()).isEqualTo(new Shape(2, 64, 24));
      assertThat(fast.sub(slow).abs().max().getFloat()).isLessThan(1e-4f);
    }
    assertThat(Files.list(folder).filter(f -> f.toString().endsWith(".part"))).isEmpty();
  }

  private final List<String> lines = new ArrayList<>();

  private Trainer trainer(String run, int steps) {
    var settings = new Settings(1, steps, 4, CLASSES, 0.001, 0.05, 0.5, 1, 1, 0.5, false);
    return new Trainer(SMALL, settings, folder.resolve(run + ".checkpoint"), lines::add);
  }

  private static ScenePainter painter() {
    return new ScenePainter(TextureBank.draw(1, CLASSES, 1));
  }
}
