package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Preprocessing;
import io.ucad.trainer.defect.SyntheticDefects;
import io.ucad.trainer.memory.Embedder;
import io.ucad.trainer.memory.EvenlySpread;
import io.ucad.trainer.memory.ImageSource;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Meter;
import io.ucad.trainer.region.RegionSegmenter;
import io.ucad.trainer.region.RgbImage;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Learns the prompts of one task as its preset says, and decides whether they are kept. */
public final class PromptLearner {
  private static final double HELD_OUT = 0.1;
  private static final int HELD_OUT_MOST = 24;
  private static final int HELD_OUT_LEAST = 4;

  private final NDManager manager;
  private final Embedder embedder;
  private final Preset.PromptSettings settings;
  private final RegionSegmenter segmenter;
  private final long seed;

  public PromptLearner(
      NDManager manager,
      Embedder embedder,
      Preset.PromptSettings settings,
      RegionSegmenter segmenter,
      long seed) {
    this.manager = manager;
    this.embedder = embedder;
    this.settings = settings;
    this.segmenter = segmenter;
    this.seed = seed;
  }

  /** Image passes of a whole run, for a meter. */
  public static double cost(int images, Preset.PromptSettings settings) {
    if (settings.objective() == Preset.Objective.NONE) {
      return 0;
    }
    int held = settings.guarded() ? heldOut(images) : 0;
    int training = Math.min(settings.images(), images - held);
    boolean banked = settings.guarded() || settings.objective() == Preset.Objective.DEFECT_CONTRAST;
    return PromptTrainer.cost(training, settings, banked, 4 * held);
  }

  /**
   * Learns, or resumes from the newest checkpoint. The images held out for the guard are a
   * contiguous run, because neighbours of a line often show the same item.
   */
  public PromptDecision learn(ImageSource images, CheckpointFiles checkpoints, Meter meter) {
    if (settings.objective() == Preset.Objective.NONE) {
      return PromptDecision.untrained();
    }
    int held = settings.guarded() ? heldOut(images.size()) : 0;
    int first = new SplittableRandom(seed).nextInt(images.size() - held + 1);
    int[] heldOut = IntStream.range(first, first + held).toArray();
    int[] rest =
        IntStream.range(0, images.size()).filter(i -> i < first || i >= first + held).toArray();
    int[] training =
        IntStream.of(EvenlySpread.of(rest.length, settings.images())).map(i -> rest[i]).toArray();
    Preprocessing input = embedder.features().preprocessing();
    var defects =
        new SyntheticDefects(
            input.width(), input.height(), embedder.backbone().info().shape().patch());
    Criterion criterion =
        held == 0 ? null : new Criterion(embedder, defects, images.inputs(heldOut), seed);
    var trainer =
        new PromptTrainer(
            manager,
            embedder,
            images,
            training,
            settings,
            objective(images, defects),
            criterion,
            checkpoints,
            seed,
            meter);
    PromptDecision decision = PromptDecision.of(trainer.train(), settings.guarded());
    meter.message("prompts " + decision.reason());
    return decision;
  }

  private PromptObjective objective(ImageSource images, SyntheticDefects defects) {
    int prefix = embedder.backbone().info().shape().prefixTokens();
    return settings.objective() == Preset.Objective.SCL
        ? new SclObjective(prefix, regions(images))
        : new DefectContrast(defects, prefix, embedder.features());
  }

  /** Region labels of every token; made once an image, because a segmenter may be slow. */
  private IntFunction<int[]> regions(ImageSource images) {
    Preprocessing input = embedder.features().preprocessing();
    int patch = embedder.backbone().info().shape().patch();
    var known = new ConcurrentHashMap<Integer, int[]>();
    return index ->
        known.computeIfAbsent(
            index,
            i -> {
              DecodedImage image = input.region().of(images.decode(i));
              var rgb = new RgbImage(image.width(), image.height(), image.rgb());
              return segmenter.segment(rgb, input.height() / patch, input.width() / patch).labels();
            });
  }

  private static int heldOut(int images) {
    int wanted = (int) Math.round(images * HELD_OUT);
    int held = Math.max(HELD_OUT_LEAST, Math.min(HELD_OUT_MOST, wanted));
    if (images - held < HELD_OUT_LEAST) {
      throw new PromptTrainingException(
          "expected at least %d images to learn prompts under a guard, found %d; use the preset 'fast' or add images"
              .formatted(2 * HELD_OUT_LEAST, images));
    }
    return held;
  }
}
