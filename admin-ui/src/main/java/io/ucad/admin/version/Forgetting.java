package io.ucad.admin.version;

import io.ucad.evaluation.TaskMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * What became of every task from its first measurement to a version, by the definitions of {@link
 * TaskMatrix}: a stage is the time from one new task to the next.
 *
 * @param version the last stage
 * @param tasks in the order in which they were first measured
 * @param forgetting FM, positive means forgetting; empty with fewer than two tasks
 * @param transfer BWT, negative means forgetting; empty with fewer than two tasks
 */
public record Forgetting(
    int version, List<Row> tasks, OptionalDouble forgetting, OptionalDouble transfer) {
  public Forgetting {
    tasks = List.copyOf(tasks);
  }

  /**
   * One task.
   *
   * @param stage the version in which its first stage ended
   * @param first the measure there
   * @param best the best over all stages
   * @param now the measure in the last stage
   * @param forgetting best before the last stage, less now; empty for the last task, and for one
   *     that was not measured in every stage
   * @param transfer now, less first; empty as above
   */
  public record Row(
      String task,
      int stage,
      OptionalDouble first,
      OptionalDouble best,
      OptionalDouble now,
      OptionalDouble forgetting,
      OptionalDouble transfer) {}

  /**
   * @param tasks in the order in which they were first measured
   * @param stages for each the version in which its stage ended; the last is the version asked for
   * @param measured the measure of a task in a version
   */
  static Forgetting of(
      List<String> tasks,
      List<Integer> stages,
      BiFunction<Integer, String, OptionalDouble> measured) {
    int count = tasks.size();
    List<List<OptionalDouble>> rows = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      rows.add(new ArrayList<>());
    }
    for (int j = 0; j < count; j++) {
      List<OptionalDouble> column = new ArrayList<>();
      for (int l = j; l < count; l++) {
        column.add(measured.apply(stages.get(l), tasks.get(j)));
      }
      boolean throughout = column.stream().allMatch(OptionalDouble::isPresent);
      for (int l = j; l < count; l++) {
        rows.get(l).add(throughout ? column.get(l - j) : OptionalDouble.empty());
      }
    }
    var matrix = new TaskMatrix(tasks, rows);
    List<OptionalDouble> lost = matrix.forgettingPerTask();
    List<Row> found = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      OptionalDouble first = matrix.at(j, j);
      OptionalDouble now = matrix.at(count - 1, j);
      boolean earlier = j < count - 1;
      found.add(
          new Row(
              tasks.get(j),
              stages.get(j),
              first,
              best(matrix, j, count),
              now,
              earlier ? lost.get(j) : OptionalDouble.empty(),
              earlier && first.isPresent() && now.isPresent()
                  ? OptionalDouble.of(now.getAsDouble() - first.getAsDouble())
                  : OptionalDouble.empty()));
    }
    return new Forgetting(
        count == 0 ? 0 : stages.get(count - 1), found, matrix.forgetting(), matrix.bwt());
  }

  private static OptionalDouble best(TaskMatrix matrix, int task, int stages) {
    OptionalDouble best = OptionalDouble.empty();
    for (int l = task; l < stages; l++) {
      OptionalDouble value = matrix.at(l, task);
      if (value.isPresent() && (best.isEmpty() || value.getAsDouble() > best.getAsDouble())) {
        best = value;
      }
    }
    return best;
  }
}
