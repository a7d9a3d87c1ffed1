package io.ucad.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.testing.SharedFiles;
import io.ucad.evaluation.TaskMatrix;
import io.ucad.store.ModelStore;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The continual protocol on four real products, one seed: the bounds leave room for one seed. */
class RealImagesTest {
  private static final List<String> TASKS = List.of("bottle", "magnetic_tile", "commutator", "pcb");

  @TempDir private Path folder;

  @Test
  void fourProductsAreLearnedOneAfterAnotherAndNoneIsForgotten() {
    Path data = SharedFiles.require("data");
    try (Backbone backbone =
            Backbones.load(SharedFiles.deitTiny(), Device.cpu(), Implementation.TORCH_SCRIPT);
        NDManager manager = NDManager.newBaseManager()) {
      StreamRun run =
          new ContinualProtocol(
                  backbone, manager, new ImageGuard(ImageLimits.defaults()), new GraphSegmenter())
              .run(
                  ModelStore.openOrCreate(folder.resolve("store")),
                  MvtecDataset.at(data),
                  TASKS,
                  Presets.find("fast"),
                  1,
                  ProgressListener.NONE,
                  new Cancellation());
      TaskMatrix image = matrix(run, "imageAuroc");
      assertThat(last(image, 0)).isGreaterThanOrEqualTo(0.995);
      assertThat(last(image, 1)).isGreaterThanOrEqualTo(0.80);
      assertThat(last(image, 2)).isGreaterThanOrEqualTo(0.88);
      assertThat(last(image, 3)).isGreaterThanOrEqualTo(0.70);
      TaskMatrix pixel = matrix(run, "pixelAp");
      assertThat(last(pixel, 0)).isGreaterThanOrEqualTo(0.80);
      assertThat(last(pixel, 1)).isGreaterThanOrEqualTo(0.40);
      assertThat(run.routingAccuracy()).isGreaterThanOrEqualTo(0.99);
      assertThat(Math.abs(image.forgetting().orElseThrow())).isLessThanOrEqualTo(0.005);
    }
  }

  private static TaskMatrix matrix(StreamRun run, String metric) {
    return Objects.requireNonNull(run.matrices().get(metric));
  }

  private static double last(TaskMatrix matrix, int task) {
    return matrix.at(TASKS.size() - 1, task).orElseThrow();
  }
}
