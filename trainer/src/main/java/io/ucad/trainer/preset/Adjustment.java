package io.ucad.trainer.preset;

import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What somebody wants otherwise than a preset has it; what is absent stays.
 *
 * @param size of the model input, pixels, both sides
 * @param knowledge vectors of the knowledge K_n
 * @param epochs passes over the images; for presets that learn prompts
 * @param falseAlarmRate share of good images above the threshold; the review rate rises with it
 */
public record Adjustment(
    OptionalInt size, OptionalInt knowledge, OptionalInt epochs, OptionalDouble falseAlarmRate) {
  public static final int LEAST_SIZE = 112;
  public static final int MOST_SIZE = 448;
  public static final int LEAST_KNOWLEDGE = 196;
  public static final int MOST_KNOWLEDGE = 7840;
  public static final int MOST_EPOCHS = 200;
  public static final double LEAST_RATE = 0.001;
  public static final double MOST_RATE = 0.2;

  /** The preset as it is. */
  public static final Adjustment NONE =
      new Adjustment(
          OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty());

  public Adjustment {
    size.ifPresent(s -> require("input size", s, LEAST_SIZE, MOST_SIZE));
    knowledge.ifPresent(k -> require("vectors", k, LEAST_KNOWLEDGE, MOST_KNOWLEDGE));
    epochs.ifPresent(e -> require("epochs", e, 1, MOST_EPOCHS));
    falseAlarmRate.ifPresent(r -> require("false-alarm rate", r, LEAST_RATE, MOST_RATE));
  }

  private static void require(String what, double found, double least, double most) {
    if (!(found >= least && found <= most)) {
      throw new PresetException(
          "expected %s between %s and %s, found %s"
              .formatted(what, plain(least), plain(most), plain(found)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** What is changed, for logs: {@code size 448, epochs 3}; empty if nothing is. */
  public String text() {
    var parts = new ArrayList<String>();
    size.ifPresent(s -> parts.add("size " + s));
    knowledge.ifPresent(k -> parts.add("knowledge " + k));
    epochs.ifPresent(e -> parts.add("epochs " + e));
    falseAlarmRate.ifPresent(r -> parts.add("false-alarm rate " + plain(r)));
    return String.join(", ", parts);
  }

  /** The preset, changed. */
  public Preset on(Preset preset) {
    if (equals(NONE)) {
      return preset;
    }
    Preset.Features features = preset.features();
    Preset.BankSettings bank = preset.bank();
    Preset.Scoring scoring = preset.scoring();
    Preset.PromptSettings prompts = preset.prompts();
    boolean prompted = prompts.objective() != Preset.Objective.NONE;
    double rate = falseAlarmRate.orElse(scoring.falseAlarmRate());
    return new Preset(
        preset.name(),
        preset.description(),
        new Preset.Features(
            size.orElse(features.size()),
            features.fit(),
            features.blocks(),
            features.normalised(),
            features.pooledWidth()),
        new Preset.BankSettings(
            bank.keys(),
            knowledge.orElse(bank.knowledge()),
            bank.projected(),
            bank.halfPrecision()),
        new Preset.Scoring(
            scoring.reweightNeighbours(),
            scoring.sigma(),
            rate,
            Math.max(scoring.reviewRate(), rate)),
        new Preset.PromptSettings(
            prompts.objective(),
            prompts.kind(),
            prompted ? epochs.orElse(prompts.epochs()) : prompts.epochs(),
            prompts.learningRate(),
            prompts.batch(),
            prompts.images(),
            prompts.guarded()));
  }
}
