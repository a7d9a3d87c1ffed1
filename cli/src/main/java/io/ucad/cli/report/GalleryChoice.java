package io.ucad.cli.report;

import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which images of a task to show. Of the wrong answers those that were most so: taken for another
 * product, then farthest on the wrong side of the threshold. Of the right ones those that were
 * nearest to being wrong, defective and good alike.
 */
final class GalleryChoice {
  private static final int WRONG = 6;
  private static final int RIGHT_OF_A_KIND = 3;

  private GalleryChoice() {}

  static List<ImageResult> of(TaskScore score) {
    String task = score.task();
    Comparator<ImageResult> misrouted = Comparator.comparing(r -> r.routedTo().equals(task));
    Comparator<ImageResult> distance = Comparator.comparingDouble(GalleryChoice::fromThreshold);
    return Stream.of(
            some(score, r -> !r.right(task), misrouted.thenComparing(distance.reversed()), WRONG),
            some(score, r -> r.right(task) && r.image().defective(), distance, RIGHT_OF_A_KIND),
            some(score, r -> r.right(task) && !r.image().defective(), distance, RIGHT_OF_A_KIND))
        .flatMap(s -> s)
        .toList();
  }

  private static Stream<ImageResult> some(
      TaskScore score, Predicate<ImageResult> which, Comparator<ImageResult> order, int count) {
    return score.results().stream().filter(which).sorted(order).limit(count);
  }

  private static double fromThreshold(ImageResult result) {
    return Math.abs(result.score() / Math.max(Float.MIN_NORMAL, result.threshold()) - 1.0);
  }
}
