package io.ucad.pretrain.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.ucad.pretrain.scene.BatchShape;
import io.ucad.pretrain.scene.SceneBatch;
import io.ucad.pretrain.scene.ScenePainter;
import io.ucad.pretrain.texture.Seeds;
import io.ucad.pretrain.texture.TextureBank;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains from drawings. All randomness of a step comes from the seed and the step's number, so a
 * run that goes on from a checkpoint ends with the same bytes.
 */
public final class Trainer {
  private static final int MEMORY = 3;
  private static final int QUERIES = 3;
  private static final int SMALL_GRID = 7;
  private static final int VARIANTS = 2;
  private static final int REPORTED = 20;
  private static final int SAVED = 100;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.98;
  private static final double EPSILON = 1e-8;
  private static final float CLIP = 1;

  private final Network net;
  private final Settings settings;
  private final Checkpoint checkpoint;
  private final Consumer<String> log;

  /**
   * A trainer.
   *
   * @param file of the checkpoint, read if it exists
   * @param log hears of the progress, line by line
   */
  public Trainer(Network net, Settings settings, Path file, Consumer<String> log) {
    this.net = net;
    this.settings = settings;
    this.checkpoint = new Checkpoint(file, settings);
    this.log = log;
  }

  /** Trains to the end, or until {@code until} steps are done, and returns the weights. */
  public TrainedVit train(int until) throws IOException {
    return train(until, () -> false);
  }

  /**
   * Trains to the end, or until {@code until} steps are done, and returns the weights.
   *
   * @param stop asked after every step; if true, the run is saved and ends there
   */
  public TrainedVit train(int until, BooleanSupplier stop) throws IOException {
    var layout = new Layout(net, settings.classes(), BatchShape.DESCRIPTORS);
    long start = System.nanoTime();
    var painter = new ScenePainter(TextureBank.draw(settings.seed(), settings.classes(), VARIANTS));
    log.accept("%s, %d parameters".formatted(settings, layout.size()));
    log.accept("drew the textures in %.1f s".formatted((System.nanoTime() - start) / 1e9));
    var saved = checkpoint.read();
    TrainingState state =
        saved.isPresent()
            ? saved.get()
            : TrainingState.initial(InitialWeights.draw(net, layout, painter, settings.seed()));
    if (state.step() > 0) {
      log.accept("resumed after step " + state.step());
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var programs = new Programs(net, layout, settings.classes(), settings.brain())) {
      state =
          run(manager, programs, layout, painter, state, Math.min(until, settings.steps()), stop);
    }
    return new TrainedVit(net, layout, state.theta(), settings, state.step());
  }

  private TrainingState run(
      NDManager manager,
      Programs programs,
      Layout layout,
      ScenePainter painter,
      TrainingState from,
      int until,
      BooleanSupplier stop)
      throws IOException {
    NDArray theta = owned(manager, from.theta());
    NDArray mean = owned(manager, from.mean());
    NDArray variance = owned(manager, from.variance());
    NDArray decayed = owned(manager, layout.decayed());
    float[] sums = new float[4];
    long since = System.nanoTime();
    // The next batch is drawn while this one is learned.
    CompletableFuture<SceneBatch> next = ahead(painter, from.step());
    for (int step = from.step(); step < until; step++) {
      SceneBatch batch = next.join();
      next = step + 1 < until ? ahead(painter, step + 1) : next;
      double norm;
      try (NDManager scratch = manager.newSubManager()) {
        int free = net.grid() - batch.shape().grid();
        var random = new SplittableRandom(Seeds.child(settings.seed() + 1, step));
        int row = random.nextInt(free + 1);
        int column = random.nextInt(free + 1);
        NDList out = programs.gradient(scratch, theta, batch, row, column, weights());
        float[] losses = out.get(0).toFloatArray();
        if (!Float.isFinite(losses[0])) {
          throw new IllegalStateException(
              "expected a finite loss, found %s at step %d; the learning rate %s may be too high"
                  .formatted(losses[0], step, settings.rate()));
        }
        norm = programs.update(scratch, theta, mean, variance, out.get(1), decayed, numbers(step));
        for (int i = 0; i < 4; i++) {
          sums[i] += losses[i] / REPORTED;
        }
      }
      int done = step + 1;
      if (done % REPORTED == 0) {
        long now = System.nanoTime();
        log.accept(
            "step %d of %d: loss %.4f (texture %.4f, look %.4f, rank %.4f), gradient %.3f, %.0f ms a step"
                .formatted(
                    done,
                    settings.steps(),
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3],
                    norm,
                    (now - since) / 1e6 / REPORTED));
        since = now;
        sums = new float[4];
      }
      boolean stopped = done < until && stop.getAsBoolean();
      if (done % SAVED == 0 || done == until || stopped) {
        checkpoint.write(state(done, theta, mean, variance));
      }
      if (stopped) {
        log.accept("asked to stop, stopped after step " + done);
        return state(done, theta, mean, variance);
      }
    }
    return state(Math.max(from.step(), until), theta, mean, variance);
  }

  private CompletableFuture<SceneBatch> ahead(ScenePainter painter, int step) {
    BatchShape shape =
        step >= settings.endsFrom()
            ? new BatchShape(settings.scenes() / 4, MEMORY, QUERIES, net.grid(), net.patch())
            : new BatchShape(settings.scenes(), MEMORY, QUERIES, SMALL_GRID, net.patch());
    long seed = Seeds.child(settings.seed(), step);
    return CompletableFuture.supplyAsync(() -> painter.paint(shape, seed));
  }

  private float[] weights() {
    return new float[] {
      (float) settings.texture(), (float) settings.look(), (float) settings.rank()
    };
  }

  private float[] numbers(int step) {
    return new float[] {
      (float) settings.rateAt(step),
      (float) settings.decay(),
      (float) BETA1,
      (float) BETA2,
      (float) (1 - Math.pow(BETA1, step + 1)),
      (float) (1 - Math.pow(BETA2, step + 1)),
      (float) EPSILON,
      CLIP
    };
  }

  /** A copy in memory of the engine's own: what is made from Java values borrows theirs. */
  private static NDArray owned(NDManager manager, float[] values) {
    try (NDArray borrowed = manager.create(values)) {
      return borrowed.duplicate();
    }
  }

  private static TrainingState state(int step, NDArray theta, NDArray mean, NDArray variance) {
    return new TrainingState(
        step, theta.toFloatArray(), mean.toFloatArray(), variance.toFloatArray());
  }
}
