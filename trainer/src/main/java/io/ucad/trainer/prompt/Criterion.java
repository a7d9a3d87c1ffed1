package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.scoring.KnowledgeBank;
import io.ucad.detector.scoring.PatchScores;
import io.ucad.evaluation.Auroc;
import io.ucad.evaluation.RankedScores;
import io.ucad.trainer.defect.SyntheticDefects;
import io.ucad.trainer.memory.Embedder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Judges prompts without a label (method section 10): how well the bank tells held-out normal
 * images from the same images with synthetic defects, drawn once with a fixed seed.
 */
final class Criterion {
  /** Defective variants of every held-out image; more make the judgement less noisy. */
  private static final int VARIANTS = 3;

  private final Embedder embedder;
  private final float[][] normal;
  private final float[][] defective;

  Criterion(Embedder embedder, SyntheticDefects defects, float[][] heldOut, long seed) {
    this.embedder = embedder;
    this.normal = heldOut;
    this.defective = new float[heldOut.length * VARIANTS][];
    var random = new SplittableRandom(seed);
    for (int i = 0; i < defective.length; i++) {
      defective[i] = heldOut[i / VARIANTS].clone();
      defects.draw(defective[i], 0, random);
    }
  }

  /** Image passes of one judgement. */
  int cost() {
    return normal.length + defective.length;
  }

  /** Image AUROC, from 0 to 1. */
  double judge(NDManager manager, PromptState prompts, KnowledgeBank bank) {
    double[] scores = new double[normal.length + defective.length];
    boolean[] labels = new boolean[scores.length];
    int at = score(manager, normal, prompts, bank, scores, 0);
    Arrays.fill(labels, at, labels.length, true);
    score(manager, defective, prompts, bank, scores, at);
    return Auroc.of(RankedScores.of(scores, labels)).orElseThrow();
  }

  private int score(
      NDManager manager,
      float[][] inputs,
      PromptState prompts,
      KnowledgeBank bank,
      double[] scores,
      int from) {
    int at = from;
    for (int start = 0; start < inputs.length; start += Embedder.BATCH) {
      int end = Math.min(inputs.length, start + Embedder.BATCH);
      try (NDManager scratch = manager.newSubManager()) {
        float[][] batch = Arrays.copyOfRange(inputs, start, end);
        for (PatchScores one :
            bank.score(embedder.tokens(scratch, batch, prompts.prompts(scratch)))) {
          scores[at++] = one.imageScore();
        }
      }
    }
    return at;
  }
}
