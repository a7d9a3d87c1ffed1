package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.testing.RandomVit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads that share one backbone, with inputs of different sizes and with and without gradients,
 * do not disturb each other.
 */
class ConcurrencyTest {
  private static final int THREADS = 4;
  private static final int PASSES = 25;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void threadsShareABackbone(Implementation implementation) throws Exception {
    Path file =
        RandomVit.deit(8, 32, 4, 4, 48).withRegisters(2).write(folder.resolve("v.safetensors"));
    try (Backbone vit = Backbones.load(file, Device.cpu(), implementation)) {
      List<float[]> alone = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        alone.add(tokens(vit, t, false));
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        List<Future<List<float[]>>> together = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
          int thread = t;
          together.add(
              threads.submit(
                  () -> {
                    List<float[]> found = new ArrayList<>();
                    for (int i = 0; i < PASSES; i++) {
                      found.add(tokens(vit, thread, i % 2 == 1));
                    }
                    return found;
                  }));
        }
        for (int t = 0; t < THREADS; t++) {
          for (float[] found : together.get(t).get()) {
            assertThat(found).containsExactly(alone.get(t), within(1e-5f));
          }
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  private static float[] tokens(Backbone vit, int thread, boolean training) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray images =
          manager.arange(3 * 48 * (24 + 8 * thread)).toType(DataType.FLOAT32, false).sin();
      images = images.reshape(new Shape(1, 3, 48, 24 + 8 * thread));
      Prompts prompts = new Prompts.Additive(manager.ones(new Shape(2, 1, 32)).mul(0.1f * thread));
      return (training ? vit.forwardTraining(images, prompts, 3) : vit.forward(images, prompts, 3))
          .singletonOrThrow()
          .toFloatArray();
    }
  }
}
