package io.ucad.trainer.evaluate;

import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.Verdict;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.scoring.AnomalyMap;
import io.ucad.evaluation.Auroc;
import io.ucad.evaluation.AveragePrecision;
import io.ucad.evaluation.F1Max;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.evaluation.PixelMetrics;
import io.ucad.evaluation.PixelOptions;
import io.ucad.evaluation.PixelReport;
import io.ucad.evaluation.RankedScores;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.data.TestSet;
import io.ucad.trainer.progress.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks a model about every test image of a task, without telling it the task, and measures the
 * answers. Scores of images rejected as unknown count like any other, so that rejecting cannot
 * flatter a figure.
 */
public final class Evaluator {
  private static final int BATCH = 8;
  private static final int CURVE_POINTS = 200;

  private final ImageGuard guard;

  public Evaluator(ImageGuard guard) {
    this.guard = guard;
  }

  /** Measures one task. */
  public TaskScore evaluate(Detector detector, String task, TestSet tests, Meter meter) {
    List<ImageResult> results = new ArrayList<>();
    Optional<PixelReport> pixel;
    PixelOptions options = PixelOptions.defaults().withCurvePoints(CURVE_POINTS);
    boolean masks = tests.hasMasks();
    try (var metrics = new PixelMetrics(options)) {
      List<TestImage> images = tests.images();
      for (int start = 0; start < images.size(); start += BATCH) {
        List<TestImage> some = images.subList(start, Math.min(images.size(), start + BATCH));
        List<DecodedImage> decoded = some.parallelStream().map(t -> read(t.file())).toList();
        List<Inspection> answers = detector.inspect(decoded, InspectionOptions.DEFAULT);
        for (int i = 0; i < some.size(); i++) {
          results.add(result(some.get(i), answers.get(i)));
          if (masks) {
            add(metrics, some.get(i), answers.get(i).map());
          }
        }
        meter.advance("testing " + task, some.size());
      }
      pixel = masks ? Optional.of(metrics.finish()) : Optional.empty();
    }
    return summary(task, results, pixel);
  }

  private static ImageResult result(TestImage test, Inspection answer) {
    return new ImageResult(
        test, answer.task(), answer.score(), answer.threshold(), answer.verdict());
  }

  private DecodedImage read(Path file) {
    return guard.decode(bytes(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable image, found " + e, e);
    }
  }

  private void add(PixelMetrics metrics, TestImage test, AnomalyMap map) {
    if (test.mask().isEmpty()) {
      metrics.addNormal(map.values(), map.width(), map.height());
      return;
    }
    var mask = guard.readMask(bytes(test.mask().get()));
    boolean[] marked = new boolean[map.width() * map.height()];
    for (int y = 0; y < map.height(); y++) {
      int sourceY = (int) ((y + 0.5) * mask.height() / map.height());
      for (int x = 0; x < map.width(); x++) {
        int sourceX = (int) ((x + 0.5) * mask.width() / map.width());
        marked[y * map.width() + x] = mask.isMarked(sourceX, sourceY);
      }
    }
    metrics.add(map.values(), marked, map.width(), map.height());
  }

  private static TaskScore summary(
      String task, List<ImageResult> results, Optional<PixelReport> pixel) {
    float[] scores = new float[results.size()];
    boolean[] defective = new boolean[results.size()];
    Map<String, Long> routedTo = new TreeMap<>();
    int unknown = 0;
    int falseAlarms = 0;
    int good = 0;
    int missed = 0;
    for (int i = 0; i < scores.length; i++) {
      ImageResult result = results.get(i);
      scores[i] = result.score();
      defective[i] = result.image().defective();
      routedTo.merge(result.routedTo(), 1L, Long::sum);
      unknown += result.verdict() == Verdict.UNKNOWN ? 1 : 0;
      if (defective[i]) {
        missed += result.verdict() == Verdict.OK ? 1 : 0;
      } else {
        good++;
        boolean alarm = result.verdict() == Verdict.NG || result.verdict() == Verdict.UNKNOWN;
        falseAlarms += alarm ? 1 : 0;
      }
    }
    RankedScores ranked = RankedScores.of(scores, defective);
    return new TaskScore(
        task,
        results.size(),
        Auroc.of(ranked),
        AveragePrecision.of(ranked),
        F1Max.of(ranked),
        OperatingPoint.curve(ranked, CURVE_POINTS),
        pixel,
        routedTo,
        unknown,
        falseAlarms,
        good,
        missed,
        results);
  }
}
