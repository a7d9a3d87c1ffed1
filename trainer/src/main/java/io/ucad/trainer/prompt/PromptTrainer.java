package io.ucad.trainer.prompt;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.ucad.detector.coreset.TokenPool;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.trainer.memory.Embedder;
import io.ucad.trainer.memory.ImageSource;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Meter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Learns the prompts of one task, epoch after epoch; a checkpoint after every epoch makes a killed
 * run resume to the same result, because all randomness of an epoch comes from (seed, epoch).
 */
final class PromptTrainer {
  /** Vectors of the bank of an epoch (method section 10). */
  static final int EPOCH_BANK = 392;

  /** The engine follows one gradient at a time in a process; several trainers take turns. */
  private static final Object GRADIENT = new Object();

  private final NDManager manager;
  private final Embedder embedder;
  private final ImageSource images;
  private final int[] training;
  private final Preset.PromptSettings settings;
  private final PromptObjective objective;
  private final @Nullable Criterion criterion;
  private final Checkpoints checkpoints;
  private final long seed;
  private final Meter meter;

  PromptTrainer(
      NDManager manager,
      Embedder embedder,
      ImageSource images,
      int[] training,
      Preset.PromptSettings settings,
      PromptObjective objective,
      @Nullable Criterion criterion,
      Checkpoints checkpoints,
      long seed,
      Meter meter) {
    this.manager = manager;
    this.embedder = embedder;
    this.images = images;
    this.training = training;
    this.settings = settings;
    this.objective = objective;
    this.criterion = criterion;
    this.checkpoints = checkpoints;
    this.seed = seed;
    this.meter = meter;
  }

  /** Runs all epochs that a checkpoint does not hold yet. */
  Checkpoint train() {
    Checkpoint state = checkpoints.latest().orElseGet(this::initial);
    if (state.epoch() > 0) {
      meter.advance("resuming", (double) state.epoch() * (training.length * 4.0));
      meter.message("resumed after epoch %d".formatted(state.epoch()));
    }
    while (true) {
      try (NDManager epochManager = manager.newSubManager()) {
        Optional<KnowledgeBank> bank = bank(epochManager, state.prompts());
        if (state.criterion().length <= state.epoch()) {
          state = state.judged(judge(epochManager, state.prompts(), bank));
          checkpoints.write(state);
        }
        if (state.epoch() == settings.epochs()) {
          return state;
        }
        state = epoch(state, bank);
      }
    }
  }

  private Checkpoint initial() {
    var prompts =
        PromptState.initial(
            settings.kind(),
            embedder.features().lastBlock() + 1,
            embedder.backbone().info().shape().dim(),
            seed);
    return Checkpoint.initial(prompts, settings.learningRate());
  }

  private double judge(NDManager scratch, PromptState prompts, Optional<KnowledgeBank> bank) {
    if (criterion == null) {
      return Double.NaN;
    }
    double value = criterion.judge(scratch, prompts, bank.orElseThrow());
    meter.advance("judging prompts", criterion.cost());
    return value;
  }

  /** The bank of the currently prompted tokens, if anything needs it. */
  private Optional<KnowledgeBank> bank(NDManager epochManager, PromptState prompts) {
    if (!objective.needsBank() && criterion == null) {
      return Optional.empty();
    }
    int width = embedder.features().width(embedder.backbone().info().shape().dim());
    var pool = new TokenPool(width, TokenPool.CAPACITY, 2 * EPOCH_BANK, TokenPool.PROJECTED, seed);
    for (int start = 0; start < training.length; start += Embedder.BATCH) {
      int[] some = Arrays.copyOfRange(training, start, end(start, Embedder.BATCH));
      try (NDManager scratch = epochManager.newSubManager()) {
        NDArray tokens = embedder.tokens(scratch, images.inputs(some), prompts.prompts(scratch));
        float[] values = tokens.toFloatArray();
        int size = values.length / some.length;
        for (int i = 0; i < some.length; i++) {
          pool.add(some[i], Arrays.copyOfRange(values, i * size, (i + 1) * size));
        }
      }
      meter.advance("filling the epoch's bank", some.length);
    }
    return Optional.of(new KnowledgeBank(epochManager, pool.chooser().choose(EPOCH_BANK), 0));
  }

  private Checkpoint epoch(Checkpoint before, Optional<KnowledgeBank> bank) {
    int epoch = before.epoch() + 1;
    var random = new SplittableRandom(seed).split();
    for (int i = 0; i < epoch; i++) {
      random = random.split();
    }
    int[] order = shuffled(training, random);
    Checkpoint next = before.copy();
    double sum = 0;
    for (int start = 0; start < order.length; start += settings.batch()) {
      int[] some = Arrays.copyOfRange(order, start, end(start, settings.batch()));
      double loss = step(next, some, random, bank);
      sum += loss * some.length;
      meter.advance(
          "learning prompts, epoch %d of %d".formatted(epoch, settings.epochs()),
          3.0 * some.length);
    }
    double mean = sum / order.length;
    meter.message(
        String.format(Locale.ROOT, "epoch %d of %d: loss %.5f", epoch, settings.epochs(), mean));
    meter.loss(epoch, settings.epochs(), mean);
    return next.after(epoch, mean);
  }

  private int end(int start, int batch) {
    return Math.min(training.length, start + batch);
  }

  private double step(
      Checkpoint state, int[] indices, SplittableRandom random, Optional<KnowledgeBank> bank) {
    float[] inputs = Embedder.flat(images.inputs(indices));
    PromptObjective.Step step = objective.prepare(inputs, indices, random);
    try (NDManager scratch = manager.newSubManager()) {
      var input = embedder.features().preprocessing();
      NDArray batch =
          scratch.create(
              inputs,
              new ai.djl.ndarray.types.Shape(indices.length, 3, input.height(), input.width()));
      NDArray parameters = state.prompts().parameters(scratch);
      parameters.setRequiresGradient(true);
      double value;
      synchronized (GRADIENT) {
        value = backward(state, step, batch, parameters, bank);
      }
      NDArray gradient = parameters.getGradient();
      gradient.attach(scratch);
      state.optimiser().update(state.prompts().values(), clipped(gradient.toFloatArray()));
      return value;
    }
  }

  /** The loss; its gradient is left with the parameters. */
  private double backward(
      Checkpoint state,
      PromptObjective.Step step,
      NDArray batch,
      NDArray parameters,
      Optional<KnowledgeBank> bank) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDList taps =
          embedder
              .backbone()
              .forwardTraining(
                  batch, state.prompts().prompts(parameters), embedder.features().taps());
      NDArray loss = step.loss(taps, bank);
      double value = loss.getFloat();
      if (!Double.isFinite(value)) {
        throw new PromptTrainingException(
            "expected a finite loss, found %s; the learning rate %s may be too high"
                .formatted(value, settings.learningRate()));
      }
      collector.backward(loss);
      return value;
    }
  }

  private float[] clipped(float[] gradient) {
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    double norm = Math.sqrt(squares);
    if (norm > objective.gradientClip()) {
      float scale = (float) (objective.gradientClip() / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return gradient;
  }

  private static int[] shuffled(int[] values, SplittableRandom random) {
    int[] order = values.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** Image passes of a whole training, for a meter. */
  static double cost(int images, Preset.PromptSettings settings, boolean banked, int criterion) {
    double bank = banked ? images : 0;
    return (settings.epochs() + 1) * (bank + criterion) + settings.epochs() * 3.0 * images;
  }
}
