package io.ucad.admin.inspect;

import io.ucad.detector.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Which inspections.
 *
 * @param task only of this one; empty for all
 * @param verdict only these; null for all
 * @param feedback only these; null for all
 */
public record InspectionFilter(
    String task, @Nullable Verdict verdict, @Nullable Feedback feedback) {
  /** All of them. */
  public static final InspectionFilter ALL = new InspectionFilter("", null, null);
}
