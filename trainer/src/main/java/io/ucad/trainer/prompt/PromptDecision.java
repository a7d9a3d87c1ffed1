package io.ucad.trainer.prompt;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.detector.memory.PromptValues;
import java.util.Locale;

/**
 * What came of prompt training, and why.
 *
 * @param prompts to use; none if the guard refused them
 * @param kept whether they were kept
 * @param reason one sentence for people
 * @param losses mean loss of every epoch
 * @param criterion label-free judgement after 0, 1, ... epochs; NaN where nobody judged
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record PromptDecision(
    PromptValues prompts, boolean kept, String reason, double[] losses, double[] criterion) {

  static PromptDecision untrained() {
    return new PromptDecision(
        new PromptValues.None(),
        false,
        "the preset learns no prompts",
        new double[0],
        new double[0]);
  }

  /** Decides on a finished run. */
  static PromptDecision of(Checkpoint end, boolean guarded) {
    if (!guarded) {
      return new PromptDecision(
          end.prompts().stored(),
          true,
          "kept from the last epoch: the preset has no guard",
          end.losses(),
          end.criterion());
    }
    int best = end.bestEpoch();
    double before = end.criterion()[0];
    if (best == 0) {
      return new PromptDecision(
          new PromptValues.None(),
          false,
          String.format(
              Locale.ROOT,
              "refused: the label-free criterion was %.4f without prompts and rose in no epoch",
              before),
          end.losses(),
          end.criterion());
    }
    return new PromptDecision(
        end.best().stored(),
        true,
        String.format(
            Locale.ROOT,
            "kept from epoch %d: the label-free criterion rose from %.4f to %.4f",
            best,
            before,
            end.criterion()[best]),
        end.losses(),
        end.criterion());
  }

  /** As recorded with the task. */
  public JsonObject json() {
    var json = new JsonObject();
    json.addProperty("kept", kept);
    json.addProperty("reason", reason);
    json.add("losses", numbers(losses));
    json.add("criterion", numbers(criterion));
    return json;
  }

  private static JsonArray numbers(double[] values) {
    var array = new JsonArray();
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      }
    }
    return array;
  }
}
