package io.ucad.trainer.evaluate;

import io.ucad.detector.Inspection;
import io.ucad.detector.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a version makes of an image.
 *
 * @param task the product it was routed to; empty if no product is near enough
 * @param score empty if no product is near enough
 */
public record Judgement(Verdict verdict, Optional<String> task, OptionalDouble score) {

  /** Of an answer. */
  public static Judgement of(Inspection inspection) {
    return inspection.known()
        ? new Judgement(
            inspection.verdict(),
            Optional.of(inspection.task()),
            OptionalDouble.of(inspection.score()))
        : new Judgement(inspection.verdict(), Optional.empty(), OptionalDouble.empty());
  }
}
