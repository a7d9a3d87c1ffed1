package io.ucad.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * To which task images of each task were routed. "Unknown" stands on both sides: an image can be
 * rejected as unknown, and an image of a product never learned is right exactly when it is.
 * Immutable.
 */
public final class RoutingConfusion {
  private final List<String> tasks;
  private final long[][] counts;

  private RoutingConfusion(List<String> tasks, long[][] counts) {
    this.tasks = tasks;
    this.counts = counts;
  }

  /** Starts counting for these tasks. */
  public static Builder over(List<String> tasks) {
    return new Builder(tasks);
  }

  /** The learned tasks in their order. */
  public List<String> tasks() {
    return tasks;
  }

  /**
   * Number of images; empty stands for unknown.
   *
   * @throws MetricInputException when a name is not one of {@link #tasks()}
   */
  public long count(Optional<String> truth, Optional<String> routed) {
    return counts[index(tasks, truth)][index(tasks, routed)];
  }

  /** All images counted. */
  public long images() {
    long sum = 0;
    for (int row = 0; row < counts.length; row++) {
      sum += images(row);
    }
    return sum;
  }

  /** Share of all images routed rightly; empty without an image. */
  public OptionalDouble accuracy() {
    long right = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
    }
    return share(right, images());
  }

  /** Share of one task's images routed to it; empty without an image of it. */
  public OptionalDouble accuracy(Optional<String> truth) {
    int row = index(tasks, truth);
    return share(counts[row][row], images(row));
  }

  private long images(int row) {
    long sum = 0;
    for (long count : counts[row]) {
      sum += count;
    }
    return sum;
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private static int index(List<String> tasks, Optional<String> name) {
    int index = name.isEmpty() ? tasks.size() : tasks.indexOf(name.get());
    if (index < 0) {
      throw new MetricInputException(
          "Expected one of the tasks " + tasks + ", found " + name.get());
    }
    return index;
  }

  /** Counts images one by one. */
  public static final class Builder {
    private final List<String> tasks;
    private final Map<List<Integer>, Long> counts = new HashMap<>();

    private Builder(List<String> tasks) {
      this.tasks = List.copyOf(tasks);
      if (this.tasks.stream().distinct().count() != this.tasks.size()) {
        throw new MetricInputException("Expected distinct task names, found " + tasks);
      }
    }

    /**
     * Counts one image.
     *
     * @param truth the task the image belongs to; empty for a product never learned
     * @param routed where it was sent; empty when rejected as unknown
     * @throws MetricInputException when a name is not one of the tasks
     */
    public Builder add(Optional<String> truth, Optional<String> routed) {
      counts.merge(List.of(index(tasks, truth), index(tasks, routed)), 1L, Long::sum);
      return this;
    }

    public RoutingConfusion build() {
      long[][] table = new long[tasks.size() + 1][tasks.size() + 1];
      counts.forEach((cell, count) -> table[cell.get(0)][cell.get(1)] = count);
      return new RoutingConfusion(tasks, table);
    }
  }
}
