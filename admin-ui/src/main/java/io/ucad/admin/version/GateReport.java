package io.ucad.admin.version;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Whether a version may go to production.
 *
 * @param version that wants to
 * @param production the version that is there; empty if none is
 * @param largestDrop how much image AUROC a task may lose
 * @param refusals tasks that stand against it
 * @param unmeasured tasks of both versions that were not measured in both: nobody knows of them
 */
public record GateReport(
    int version,
    Optional<Integer> production,
    double largestDrop,
    List<Refusal> refusals,
    List<String> unmeasured) {
  public GateReport {
    refusals = List.copyOf(refusals);
    unmeasured = List.copyOf(unmeasured);
  }

  /** Whether nothing stands against it. */
  public boolean open() {
    return refusals.isEmpty();
  }

  /** What stands against it, in figures: {@code tile 0.981 → 0.902, fabric 0.990 → –}. */
  public String reasons() {
    return refusals.stream().map(Refusal::toString).collect(Collectors.joining(", "));
  }

  /**
   * A task that lost too much, or is not there any more.
   *
   * @param before image AUROC of production; empty if it was not measured
   * @param after image AUROC of the version; empty if the task is not in it
   * @param imagesBefore test images that production was measured with
   * @param imagesAfter test images that the version was measured with
   */
  public record Refusal(
      String task, OptionalDouble before, OptionalDouble after, int imagesBefore, int imagesAfter) {

    /** Whether the version does not hold the task. */
    public boolean vanished() {
      return after.isEmpty();
    }

    @Override
    public String toString() {
      return "%s %s → %s".formatted(task, figure(before), figure(after));
    }

    private static String figure(OptionalDouble value) {
      return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "–";
    }
  }
}
