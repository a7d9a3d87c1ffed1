package io.ucad.detector;

import io.ucad.detector.coreset.Bank;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Placement;
import io.ucad.detector.image.RegionOfInterest.Cut;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Route;
import io.ucad.detector.scoring.AnomalyMap;
import io.ucad.detector.scoring.PatchScores;
import io.ucad.detector.scoring.Region;
import io.ucad.detector.scoring.Regions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the scores of an image under a task into an answer in terms of the sent image. */
final class Judge {
  private Judge() {}

  /**
   * @param route null if routing was skipped
   * @param explanations worst patches to explain
   * @throws DetectorException {@code NOT_FINITE}
   */
  static Inspection judge(
      DecodedImage image,
      LoadedTask task,
      @Nullable Route route,
      PatchScores scores,
      int explanations) {
    requireFinite(task, route, scores);
    TaskMemory memory = task.memory();
    float score = scores.imageScore();
    boolean known = route == null || route.known();
    Verdict verdict = task.verdict(known, score);
    Cut cut = memory.features().preprocessing().region().in(image.width(), image.height());
    AnomalyMap map = map(image, task, scores);
    return new Inspection(
        image.width(),
        image.height(),
        memory.task(),
        route == null ? OptionalDouble.empty() : OptionalDouble.of(route.distance()),
        route == null ? OptionalDouble.empty() : route.margin(),
        known,
        score,
        task.threshold(),
        task.reviewThreshold(),
        memory.calibration().pValue(score),
        verdict,
        verdict == Verdict.NG || verdict == Verdict.REVIEW
            ? regions(map, task.peakThreshold(), cut)
            : List.of(),
        map.within(cut, image.width(), image.height()),
        explain(task, scores, explanations),
        Timings.NONE);
  }

  private static void requireFinite(LoadedTask task, @Nullable Route route, PatchScores scores) {
    requireFinite(task, scores.imageScore());
    if (route != null) {
      requireFinite(task, route.distance());
    }
    for (float distance : scores.distance()) {
      requireFinite(task, distance);
    }
  }

  private static void requireFinite(LoadedTask task, float value) {
    if (!Float.isFinite(value)) {
      throw new DetectorException(
          DetectorException.Code.NOT_FINITE,
          "expected finite scores, found %s for task '%s'; verify the version and its backbone"
              .formatted(value, task.memory().task()));
    }
  }

  /** The map without padding, so that it covers what the task is about. */
  private static AnomalyMap map(DecodedImage image, LoadedTask task, PatchScores scores) {
    Placement placement =
        task.memory().features().preprocessing().placement(image.width(), image.height());
    return task.painter()
        .paint(scores.distance())
        .crop(placement.left(), placement.top(), placement.width(), placement.height());
  }

  private static List<Region> regions(AnomalyMap map, float threshold, Cut cut) {
    return Regions.over(map, threshold).stream()
        .map(r -> r.scaled(map.width(), map.height(), cut.width(), cut.height()))
        .map(r -> r.moved(cut.x(), cut.y()))
        .toList();
  }

  private static List<Explanation> explain(LoadedTask task, PatchScores scores, int count) {
    float[] distance = scores.distance();
    return IntStream.range(0, distance.length)
        .boxed()
        .sorted((a, b) -> Float.compare(distance[b], distance[a]))
        .limit(count)
        .map(patch -> explain(task, patch, distance[patch], scores.nearest()[patch]))
        .toList();
  }

  private static Explanation explain(LoadedTask task, int patch, float distance, int vector) {
    Bank bank = task.knowledge().bank();
    int source = bank.patch()[vector];
    return new Explanation(
        patch / task.columns(),
        patch % task.columns(),
        distance,
        task.memory().images().get(bank.image()[vector]),
        source / task.columns(),
        source % task.columns());
  }
}
