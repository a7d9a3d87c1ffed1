package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ucad.detector.testing.RandomVit;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No call leaves an array behind, neither beside the weights nor beside the caller's own. */
class MemoryDisciplineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void twoHundredPassesLeaveNothing(Implementation implementation) {
    Path file =
        RandomVit.deit(8, 16, 3, 2, 24).withRegisters(1).write(folder.resolve("v.safetensors"));
    int outside = arraysOfEngine();
    try (Backbone vit = Backbones.load(file, Device.cpu(), implementation);
        NDManager caller = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images = caller.randomNormal(0, 1, new Shape(2, 3, 24, 32), DataType.FLOAT32);
      images.setName("stem[]");
      NDArray values = caller.randomNormal(0, 1, new Shape(2, 1, 16), DataType.FLOAT32);
      values.setRequiresGradient(true);
      Prompts additive = new Prompts.Additive(values);
      NDArray pairs = caller.randomNormal(0, 1, new Shape(2, 2, 1, 16), DataType.FLOAT32);
      Prompts prefix = new Prompts.Prefix(pairs, pairs);
      once(vit, images, additive, prefix);
      int before = arraysOfEngine();
      int owned = caller.getManagedArrays().size();

      for (int i = 0; i < 200; i++) {
        once(vit, images, additive, prefix);
      }

      assertThat(caller.getManagedArrays()).hasSize(owned);
      assertThat(arraysOfEngine()).isEqualTo(before);
      try (NDManager sub = caller.newSubManager()) {
        NDArray copy = images.duplicate();
        copy.attach(sub);
        NDList taps = vit.forward(copy, additive, 0, 2);
        assertThat(taps).allSatisfy(tap -> assertThat(tap.getManager()).isSameAs(sub));
        assertThat(sub.getManagedArrays()).as("the input and its taps").hasSize(3);
      }
      assertThat(arraysOfEngine()).isEqualTo(before);
    }
    assertThat(arraysOfEngine()).isEqualTo(outside);
  }

  @ParameterizedTest
  @EnumSource
  void inferenceRecordsNoGradientOnThreadsThatWould(Implementation implementation)
      throws Exception {
    Path file = RandomVit.deit(8, 16, 3, 2, 24).write(folder.resolve("v.safetensors"));
    try (Backbone vit = Backbones.load(file, Device.cpu(), implementation);
        NDManager caller = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images = caller.ones(new Shape(1, 3, 24, 24));
      NDArray values = caller.ones(new Shape(3, 1, 16));
      values.setRequiresGradient(true);
      var worker = Executors.newSingleThreadExecutor();
      try {
        worker
            .submit(
                () -> {
                  try (GradientCollector collector =
                      Engine.getEngine("PyTorch").newGradientCollector()) {
                    NDArray plain = vit.forward(images, new Prompts.Additive(values), 2).get(0);
                    assertThat(plain.hasGradient()).isFalse();
                    NDArray trained =
                        vit.forwardTraining(images, new Prompts.Additive(values), 2).get(0);
                    collector.backward(trained.square().mean());
                  }
                  assertThat(values.getGradient().abs().max().getFloat()).isPositive();
                })
            .get();
      } finally {
        worker.shutdown();
      }
    }
  }

  private static void once(Backbone vit, NDArray images, Prompts additive, Prompts prefix) {
    NDList taps = vit.forward(images, additive, 0, 2);
    NDList more = vit.resume(taps.get(0), 0, prefix, 1, 2);
    NDList plain = vit.forward(images, Prompts.none(), 1);
    NDList differentiable = vit.forwardTraining(images, additive, 1);
    vit.logits(images).close();
    taps.close();
    more.close();
    plain.close();
    differentiable.close();
  }

  private static int arraysOfEngine() {
    try (NDManager probe = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      return probe.getParentManager().getManagedArrays().size();
    }
  }
}
