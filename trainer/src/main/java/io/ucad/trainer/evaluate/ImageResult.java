package io.ucad.trainer.evaluate;

import io.ucad.detector.Verdict;
import io.ucad.trainer.data.TestImage;

/**
 * What was said of one test image.
 *
 * @param image with its ground truth
 * @param routedTo the nearest task
 * @param score under that task
 * @param threshold of that task
 * @param verdict what the model says
 */
public record ImageResult(
    TestImage image, String routedTo, float score, float threshold, Verdict verdict) {
  /** Whether a person would call the answer right: an alarm exactly for defective images. */
  public boolean right(String task) {
    boolean alarm = verdict == Verdict.NG || verdict == Verdict.REVIEW;
    return routedTo.equals(task) && verdict != Verdict.UNKNOWN && alarm == image.defective();
  }
}
