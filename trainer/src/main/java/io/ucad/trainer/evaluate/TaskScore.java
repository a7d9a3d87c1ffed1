package io.ucad.trainer.evaluate;

import io.ucad.evaluation.F1Max;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.evaluation.PixelReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a model does on the test images of one task.
 *
 * @param task whose test images they are
 * @param images number of test images
 * @param imageAuroc of the image scores
 * @param imageAp average precision of the image scores
 * @param imageF1 best F1 over image scores; for reporting only
 * @param imageCurve for drawing ROC and precision-recall
 * @param pixel metrics over all pixels; empty without masks
 * @param routedTo how many images each task was nearest to
 * @param unknown how many images were rejected as of no known product
 * @param falseAlarms good images with verdict NG or UNKNOWN
 * @param good number of good images
 * @param missed defective images with verdict OK
 * @param results of the single images
 */
public record TaskScore(
    String task,
    int images,
    OptionalDouble imageAuroc,
    OptionalDouble imageAp,
    Optional<F1Max> imageF1,
    List<OperatingPoint> imageCurve,
    Optional<PixelReport> pixel,
    Map<String, Long> routedTo,
    int unknown,
    int falseAlarms,
    int good,
    int missed,
    List<ImageResult> results) {
  public TaskScore {
    imageCurve = List.copyOf(imageCurve);
    routedTo = Map.copyOf(routedTo);
    results = List.copyOf(results);
  }

  /** Pixel average precision; empty without masks. */
  public OptionalDouble pixelAp() {
    return pixel.map(PixelReport::averagePrecision).orElse(OptionalDouble.empty());
  }

  /** Area under the per-region-overlap curve; empty without masks. */
  public OptionalDouble aupro() {
    return pixel.map(PixelReport::aupro).orElse(OptionalDouble.empty());
  }

  /** Pixel AUROC; empty without masks. */
  public OptionalDouble pixelAuroc() {
    return pixel.map(PixelReport::auroc).orElse(OptionalDouble.empty());
  }
}
