package io.ucad.trainer.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.PromptBatch;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.coreset.TokenPool;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.features.Tokens;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.routing.Key;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.detector.scoring.MapPainter;
import io.ucad.detector.scoring.PatchScores;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fills key, knowledge and calibration of one task (method section 2). Tokens stream through pools
 * of bounded size; the tokens of at most {@link #CALIBRATED} images are kept for calibration, each
 * scored against a bank chosen without its fold.
 */
public final class MemoryBuilder {
  /** Folds of the calibration. */
  static final int FOLDS = 4;

  /** Images that are calibrated on at most. */
  static final int CALIBRATED = 300;

  /** Mean tokens kept as the routing prefilter. */
  static final int DESCRIPTORS = 8;

  private final NDManager manager;
  private final Backbone backbone;
  private final FeatureSpec routing;
  private final FeatureSpec features;
  private final Preset.BankSettings settings;
  private final ScoringSpec scoring;
  private final long seed;
  private final Meter meter;

  public MemoryBuilder(
      NDManager manager,
      Backbone backbone,
      FeatureSpec routing,
      FeatureSpec features,
      Preset.BankSettings settings,
      ScoringSpec scoring,
      long seed,
      Meter meter) {
    this.manager = manager;
    this.backbone = backbone;
    this.routing = routing;
    this.features = features;
    this.settings = settings;
    this.scoring = scoring;
    this.seed = seed;
    this.meter = meter;
  }

  /**
   * What the builder gives.
   *
   * @param descriptors row-major [any, dim]
   */
  @SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
  public record Built(Bank key, float[] descriptors, Bank knowledge, Calibration calibration) {}

  /** Image passes of a build, for a meter; a choice of a bank counts as some passes. */
  public static double cost(int images) {
    return 2.0 * images + (FOLDS + 1) * images * 0.5;
  }

  /**
   * @param routed images as inputs of the plain ViT that routes
   * @param inputs the same images as inputs of the features
   */
  public Built build(ImageSource routed, ImageSource inputs, PromptValues prompts) {
    int images = routed.size();
    var folds = new Folds(images, FOLDS);
    int dim = backbone.info().shape().dim();
    int width = features.width(dim);
    var keyPool = pool(routing.width(dim), settings.keys(), 1);
    var knowledgePool = pool(width, settings.knowledge(), 2);
    var meanPool = new TokenPool(routing.width(dim), 1 << 14, DESCRIPTORS * 64, 0, seed);
    int[] calibrated = EvenlySpread.of(images, CALIBRATED);
    float[][] keyTokens = new float[images][];
    float[][] tokens = new float[images][];
    for (int start = 0; start < images; start += Embedder.BATCH) {
      int[] some = IntStream.range(start, Math.min(images, start + Embedder.BATCH)).toArray();
      embed(some, routed, inputs, prompts, keyTokens, tokens);
      for (int i : some) {
        keyPool.add(i, keyTokens[i]);
        knowledgePool.add(i, tokens[i]);
        meanPool.add(i, mean(keyTokens[i], routing.width(dim)));
        if (Arrays.binarySearch(calibrated, i) < 0) {
          keyTokens[i] = new float[0];
          tokens[i] = new float[0];
        }
      }
      meter.advance("reading images", 2.0 * some.length);
    }
    TokenPool.Chooser keys = keyPool.chooser();
    TokenPool.Chooser knowledge = knowledgePool.chooser();
    float[] descriptors = meanPool.chooser().choose(DESCRIPTORS).vectors();
    Bank key = keys.choose(settings.keys());
    Bank bank = knowledge.choose(settings.knowledge());
    meter.advance("choosing the memory bank", images * 0.5);
    float[] scores = new float[calibrated.length];
    float[] peaks = new float[calibrated.length];
    float[] distances = new float[calibrated.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int out = fold;
      int[] held =
          IntStream.range(0, calibrated.length)
              .filter(c -> folds.of(calibrated[c]) == out)
              .toArray();
      Bank without = knowledge.choose(settings.knowledge(), i -> folds.of(i) != out);
      Bank keyWithout = keys.choose(settings.keys(), i -> folds.of(i) != out);
      score(held, calibrated, tokens, without, scores, peaks);
      route(held, calibrated, keyTokens, keyWithout, descriptors, distances);
      meter.advance("calibrating on held-out images", images * 0.5);
    }
    return new Built(key, descriptors, bank, new Calibration(scores, peaks, distances));
  }

  private TokenPool pool(int width, int bank, int salt) {
    int kept = Math.min(TokenPool.CAPACITY / 2, 4 * bank);
    return new TokenPool(width, TokenPool.CAPACITY, kept, settings.projected(), seed + salt);
  }

  /** Key tokens and knowledge tokens of some images; one pass gives both where it can. */
  private void embed(
      int[] some,
      ImageSource routed,
      ImageSource inputs,
      PromptValues prompts,
      float[][] keyTokens,
      float[][] tokens) {
    try (NDManager scratch = manager.newSubManager()) {
      var routes = new Embedder(backbone, routing);
      boolean shared =
          prompts instanceof PromptValues.None
              && features.preprocessing().equals(routing.preprocessing());
      NDArray input = routes.batch(scratch, routed.inputs(some));
      int prefix = backbone.info().shape().prefixTokens();
      if (shared) {
        int[] taps =
            IntStream.concat(IntStream.of(routing.taps()), IntStream.of(features.taps()))
                .sorted()
                .distinct()
                .toArray();
        NDList all = backbone.forward(input, Prompts.none(), taps);
        split(Tokens.of(Tokens.select(all, taps, routing), prefix, routing), some, keyTokens);
        split(Tokens.of(Tokens.select(all, taps, features), prefix, features), some, tokens);
        return;
      }
      NDList plain = backbone.forward(input, Prompts.none(), routing.taps());
      split(Tokens.of(plain, prefix, routing), some, keyTokens);
      var own = new Embedder(backbone, features);
      split(
          own.tokens(scratch, inputs.inputs(some), PromptBatch.of(scratch, prompts)), some, tokens);
    }
  }

  private static void split(NDArray batch, int[] images, float[][] out) {
    float[] values = batch.toFloatArray();
    int size = values.length / images.length;
    for (int i = 0; i < images.length; i++) {
      out[images[i]] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }
  }

  private static float[] mean(float[] tokens, int width) {
    float[] mean = new float[width];
    int count = tokens.length / width;
    for (int i = 0; i < tokens.length; i++) {
      mean[i % width] += tokens[i] / count;
    }
    return mean;
  }

  private void score(
      int[] held, int[] calibrated, float[][] tokens, Bank bank, float[] scores, float[] peaks) {
    Preprocessing input = features.preprocessing();
    int patch = backbone.info().shape().patch();
    var painter =
        new MapPainter(
            input.height() / patch,
            input.width() / patch,
            input.height(),
            input.width(),
            scoring.sigma());
    try (NDManager scratch = manager.newSubManager();
        var knowledge = new KnowledgeBank(scratch, bank, scoring.reweightNeighbours())) {
      for (int c : held) {
        try (NDManager one = scratch.newSubManager()) {
          PatchScores score = knowledge.score(array(one, tokens[calibrated[c]], bank.dim()))[0];
          scores[c] = score.imageScore();
          peaks[c] = painter.paint(score.distance()).max();
        }
      }
    }
  }

  private void route(
      int[] held,
      int[] calibrated,
      float[][] keyTokens,
      Bank key,
      float[] descriptors,
      float[] distances) {
    try (NDManager scratch = manager.newSubManager();
        var router =
            new Router(scratch, List.of(new Key(key.vectors(), descriptors, key.dim())), 1)) {
      for (int c : held) {
        try (NDManager one = scratch.newSubManager()) {
          distances[c] =
              router.route(array(one, keyTokens[calibrated[c]], key.dim())).get(0).distance();
        }
      }
    }
  }

  private static NDArray array(NDManager manager, float[] tokens, int dim) {
    return manager.create(tokens, new Shape(1, tokens.length / dim, dim));
  }
}
