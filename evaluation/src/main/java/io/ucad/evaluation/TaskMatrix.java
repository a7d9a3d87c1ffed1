package io.ucad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One metric over the life of a continual learner: R[l][j] is its value on task j after task l was
 * learned, j at most l (Lopez-Paz and Ranzato 2017; here both count from 0). Immutable.
 *
 * <p>A task whose test set does not define the metric has an empty column; means are over the other
 * tasks, and a mean over none is empty.
 *
 * @param tasks names in the order of learning
 * @param rows row l has l + 1 values
 */
public record TaskMatrix(List<String> tasks, List<List<OptionalDouble>> rows) {

  /**
   * Checks the shape and the values.
   *
   * @throws MetricInputException when names repeat, the rows are not a lower triangle, a value is
   *     not finite, or a column is defined in some rows only
   */
  public TaskMatrix {
    tasks = List.copyOf(tasks);
    rows = rows.stream().map(List::copyOf).toList();
    if (new HashSet<>(tasks).size() != tasks.size()) {
      throw new MetricInputException("Expected distinct task names, found " + tasks);
    }
    if (rows.size() != tasks.size()) {
      throw new MetricInputException(
          "Expected one row per task, found " + tasks.size() + " tasks, " + rows.size() + " rows");
    }
    for (int l = 0; l < rows.size(); l++) {
      requireRow(tasks, rows, l);
    }
  }

  private static void requireRow(List<String> tasks, List<List<OptionalDouble>> rows, int l) {
    List<OptionalDouble> row = rows.get(l);
    if (row.size() != l + 1) {
      throw new MetricInputException(
          "Expected the values of the "
              + (l + 1)
              + " tasks learned with "
              + tasks.get(l)
              + ", found "
              + row.size());
    }
    for (int j = 0; j <= l; j++) {
      String where = tasks.get(j) + " after learning " + tasks.get(l);
      row.get(j).ifPresent(value -> MetricInputException.requireFinite(value, "value of " + where));
      if (row.get(j).isPresent() != rows.get(j).get(j).isPresent()) {
        throw new MetricInputException(
            "Expected the metric of "
                + tasks.get(j)
                + " to be defined always or never, as its test set does not change; it differs"
                + " after learning "
                + tasks.get(l));
      }
    }
  }

  /** Before the first task. */
  public static TaskMatrix empty() {
    return new TaskMatrix(List.of(), List.of());
  }

  /** A matrix whose values are all defined; {@code rows[l]} has l + 1 of them. */
  public static TaskMatrix of(List<String> tasks, double[][] rows) {
    return new TaskMatrix(
        tasks,
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).mapToObj(OptionalDouble::of).toList())
            .toList());
  }

  /**
   * The matrix after one more task.
   *
   * @param row the metric on every task learned so far, the new one last
   */
  public TaskMatrix learned(String task, List<OptionalDouble> row) {
    List<String> moreTasks = new ArrayList<>(tasks);
    moreTasks.add(task);
    List<List<OptionalDouble>> moreRows = new ArrayList<>(rows);
    moreRows.add(row);
    return new TaskMatrix(moreTasks, moreRows);
  }

  /** R[l][j], both from 0, j at most l. */
  public OptionalDouble at(int l, int j) {
    return rows.get(l).get(j);
  }

  /** ACC: mean over j of R[T][j], T the last task. */
  public OptionalDouble acc() {
    return mean(IntStream.range(0, size()).mapToObj(j -> at(size() - 1, j)).toList());
  }

  /**
   * FM (paper Eq. 7): {@code 1/(T-1) sum_{j<T} ( max_{j<=l<T} R[l][j] - R[T][j] )}. Positive means
   * forgetting; empty with fewer than two tasks.
   */
  public OptionalDouble forgetting() {
    return mean(forgettingPerTask());
  }

  /** The terms of {@link #forgetting()}, one for every task but the last. */
  public List<OptionalDouble> forgettingPerTask() {
    int last = size() - 1;
    return IntStream.range(0, last).mapToObj(j -> minus(best(j, last), at(last, j))).toList();
  }

  private OptionalDouble best(int j, int end) {
    return IntStream.range(j, end)
        .mapToObj(l -> at(l, j))
        .flatMapToDouble(OptionalDouble::stream)
        .max();
  }

  /**
   * BWT: {@code 1/(T-1) sum_{j<T} (R[T][j] - R[j][j])}. Negative means forgetting; empty with fewer
   * than two tasks.
   */
  public OptionalDouble bwt() {
    int last = size() - 1;
    return mean(IntStream.range(0, last).mapToObj(j -> minus(at(last, j), at(j, j))).toList());
  }

  /**
   * FWT: {@code 1/(T-1) sum_{j>=2} (R[j-1][j] - b_j)}: what earlier tasks give to one not yet
   * learned, over a stated untrained baseline. Empty with fewer than two tasks.
   *
   * @param beforeLearning R[j-1][j]: the metric on tasks 2..T, each just before it was learned
   * @param baselines b_j: the metric of the untrained model on tasks 2..T
   * @throws MetricInputException when a list has not T - 1 values
   */
  public OptionalDouble fwt(List<OptionalDouble> beforeLearning, List<OptionalDouble> baselines) {
    int expected = Math.max(0, size() - 1);
    if (beforeLearning.size() != expected || baselines.size() != expected) {
      throw new MetricInputException(
          "Expected values for the "
              + expected
              + " tasks after the first, found "
              + beforeLearning.size()
              + " before learning and "
              + baselines.size()
              + " baselines");
    }
    return mean(
        IntStream.range(0, expected)
            .mapToObj(j -> minus(beforeLearning.get(j), baselines.get(j)))
            .toList());
  }

  private int size() {
    return tasks.size();
  }

  private static OptionalDouble minus(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble mean(List<OptionalDouble> values) {
    return values.stream().flatMapToDouble(OptionalDouble::stream).average();
  }
}
