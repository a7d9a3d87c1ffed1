package io.ucad.trainer.preset;

import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.image.Fit;
import java.util.List;

/**
 * How a task is learned.
 *
 * @param name by which a person asks for it
 * @param description one sentence for people
 * @param features what is compared
 * @param bank how much is kept
 * @param scoring how distances become scores
 * @param prompts how prompts are learned; absent if they are not
 */
public record Preset(
    String name,
    String description,
    Features features,
    BankSettings bank,
    Scoring scoring,
    PromptSettings prompts) {

  /** As it is for a backbone: with the size of its input, if this preset leaves it open. */
  public Preset on(BackboneInfo backbone) {
    if (features.size() > 0) {
      return this;
    }
    var sized =
        new Features(
            backbone.inputSize(),
            features.fit(),
            features.blocks(),
            features.normalised(),
            features.pooledWidth());
    return new Preset(name, description, sized, bank, scoring, prompts);
  }

  /**
   * @param size of the model input, pixels, both sides; 0 for what the backbone is meant for
   * @param fit how an image is brought to that size
   * @param blocks whose tokens are concatenated; the last one is the last that is run
   * @param normalised whether tokens are L2-normalised per block
   * @param pooledWidth the paper's adaptive pooling; 0 for none
   */
  public record Features(
      int size, Fit fit, List<Integer> blocks, boolean normalised, int pooledWidth) {
    public Features {
      if (size < 0) {
        throw new IllegalArgumentException("expected an input size of 0 or more, found " + size);
      }
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * @param keys vectors of the key K_e
   * @param knowledge vectors of the knowledge K_n
   * @param projected width of the random projection of the selection
   * @param halfPrecision whether vectors are stored as fp16
   */
  public record BankSettings(int keys, int knowledge, int projected, boolean halfPrecision) {}

  /**
   * @param reweightNeighbours see {@link io.ucad.detector.memory.ScoringSpec}
   * @param sigma see {@link io.ucad.detector.memory.ScoringSpec}
   * @param falseAlarmRate see {@link io.ucad.detector.memory.ScoringSpec}
   * @param reviewRate see {@link io.ucad.detector.memory.ScoringSpec}
   */
  public record Scoring(
      int reweightNeighbours, double sigma, double falseAlarmRate, double reviewRate) {}

  /** Which loss prompts are learned with. */
  public enum Objective {
    /** Prompts are not learned. */
    NONE,
    /** Structure-based contrastive learning (method section 3). */
    SCL,
    /** Contrast of synthetic defects against the bank (method section 10). */
    DEFECT_CONTRAST
  }

  /** Where prompts enter the ViT. */
  public enum PromptKind {
    /** Added to the patch tokens at the input of every block. */
    ADDITIVE,
    /** One extra key and value token in the attention of every block. */
    PREFIX
  }

  /**
   * @param objective the loss; {@code NONE} makes the rest meaningless
   * @param kind where prompts enter
   * @param epochs passes over the images
   * @param learningRate of Adam
   * @param batch images a step
   * @param images training images used at most
   * @param guarded whether prompts are kept only if the label-free criterion rises
   */
  public record PromptSettings(
      Objective objective,
      PromptKind kind,
      int epochs,
      double learningRate,
      int batch,
      int images,
      boolean guarded) {
    public PromptSettings {
      if (objective != Objective.NONE
          && (epochs < 1 || batch < 1 || images < 1 || !(learningRate > 0))) {
        throw new IllegalArgumentException(
            "expected positive epochs, batch, images and learning rate, found "
                + epochs
                + ", "
                + batch
                + ", "
                + images
                + ", "
                + learningRate);
      }
    }
  }
}
