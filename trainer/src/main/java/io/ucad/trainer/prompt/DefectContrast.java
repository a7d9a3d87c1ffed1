package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.features.Tokens;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.trainer.defect.SyntheticDefects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Contrast of synthetic defects against the memory bank (method section 10). With d the distance of
 * a token to its nearest bank vector and h the mean d of the hardest 5 % of clean tokens, L = mean
 * over defective tokens of tau softplus((h - d) / tau) + 0.2 mean d of clean tokens.
 */
final class DefectContrast implements PromptObjective {
  private static final float TEMPERATURE = 0.05f;
  private static final float CLEAN_WEIGHT = 0.2f;
  private static final double HARDEST = 0.05;
  private static final float DEFECTIVE_COVERAGE = 0.15f;

  /** Keeps the slope of the square root finite at distance zero. */
  private static final float EPSILON = 1e-6f;

  private final SyntheticDefects defects;
  private final int prefixTokens;
  private final FeatureSpec features;

  DefectContrast(SyntheticDefects defects, int prefixTokens, FeatureSpec features) {
    this.defects = defects;
    this.prefixTokens = prefixTokens;
    this.features = features;
  }

  @Override
  public Step prepare(float[] inputs, int[] indices, RandomGenerator random) {
    int size = inputs.length / indices.length;
    float[][] coverage = new float[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      coverage[i] = defects.draw(inputs, i * size, random);
    }
    float[] covered = flat(coverage);
    return (taps, bank) ->
        loss(Tokens.of(taps, prefixTokens, features), covered, bank.orElseThrow());
  }

  private NDArray loss(NDArray tokens, float[] covered, KnowledgeBank bank) {
    NDArray flat = tokens.reshape(covered.length, tokens.getShape().get(2));
    NDArray d = bank.squaredDistances(flat).min(new int[] {1}).add(EPSILON).sqrt();
    float[] distance = d.toFloatArray();
    int[] clean = where(covered, c -> c == 0);
    int[] defective = where(covered, c -> c > DEFECTIVE_COVERAGE);
    int[] hardest = hardest(clean, distance);
    NDManager manager = d.getManager();
    NDArray level = d.mul(weights(manager, covered.length, hardest)).sum();
    NDArray gap = d.neg().add(level).div(TEMPERATURE);
    // softplus(x) = max(x, 0) + log(1 + exp(-|x|)), which cannot overflow
    NDArray soft = NDArrays.maximum(gap, 0f).add(gap.abs().neg().exp().add(1f).log());
    NDArray apart = soft.mul(TEMPERATURE).mul(weights(manager, covered.length, defective)).sum();
    NDArray compact = d.mul(weights(manager, covered.length, clean)).sum();
    return apart.add(compact.mul(CLEAN_WEIGHT));
  }

  private static int[] hardest(int[] clean, float[] distance) {
    int count = Math.max(1, (int) Math.round(clean.length * HARDEST));
    return IntStream.of(clean)
        .boxed()
        .sorted((a, b) -> Float.compare(distance[b], distance[a]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** 1 / count at the members, 0 elsewhere: a product with it and a sum are a mean. */
  private static NDArray weights(NDManager manager, int size, int[] members) {
    float[] values = new float[size];
    for (int member : members) {
      values[member] = 1f / members.length;
    }
    return manager.create(values);
  }

  private interface Test {
    boolean accepts(float value);
  }

  private static int[] where(float[] values, Test test) {
    return IntStream.range(0, values.length).filter(i -> test.accepts(values[i])).toArray();
  }

  private static float[] flat(float[][] rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, out, i * rows[0].length, rows[0].length);
    }
    return out;
  }

  @Override
  public boolean needsBank() {
    return true;
  }

  @Override
  public double gradientClip() {
    return Double.POSITIVE_INFINITY;
  }
}
