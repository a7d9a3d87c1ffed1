package io.ucad.admin.job;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Prompts;
import io.ucad.trainer.learn.LearnCost;
import io.ucad.trainer.preset.Preset;
import jakarta.annotation.PreDestroy;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/**
 * How fast the backbone runs on this machine: timed once, when somebody first asks. Thread-safe.
 * For the program itself, not for people.
 */
@Component
class Pace {
  private static final int BATCH = 4;
  private static final int WARM_UP = 2;
  private static final int TIMED = 3;

  private final BackboneSource backbones;
  private OptionalDouble millis = OptionalDouble.empty();
  private boolean closed;

  Pace(BackboneSource backbones) {
    this.backbones = backbones;
  }

  /**
   * Milliseconds of a unit of {@link LearnCost}: the median of a few passes, with the input that
   * somebody first asks for. Empty once the process ends.
   *
   * @param preset as it is for the backbone, see {@link Preset#on}
   * @throws io.ucad.detector.backbone.BackboneUnavailableException if there is no backbone
   */
  synchronized OptionalDouble millis(Preset preset) {
    if (millis.isEmpty() && !closed) {
      millis = OptionalDouble.of(time(backbones.get(), preset));
    }
    return millis;
  }

  private static double time(Backbone backbone, Preset preset) {
    int[] taps = preset.features().blocks().stream().mapToInt(Integer::intValue).toArray();
    double[] times = new double[TIMED];
    try (NDManager manager = NDManager.newBaseManager()) {
      int size = preset.features().size();
      double share = (double) LearnCost.SIDE / size;
      NDArray input = manager.zeros(new Shape(BATCH, 3, size, size));
      for (int i = -WARM_UP; i < TIMED; i++) {
        long began = System.nanoTime();
        backbone.forward(input, Prompts.none(), taps).forEach(tap -> tap.min().getFloat());
        if (i >= 0) {
          times[i] = (System.nanoTime() - began) / 1e6 / BATCH * share * share;
        }
      }
    }
    Arrays.sort(times);
    return times[TIMED / 2];
  }

  /** Waits for the passes under way, as the memory of the backbone must not go before them. */
  @PreDestroy
  synchronized void close() {
    closed = true;
  }
}
