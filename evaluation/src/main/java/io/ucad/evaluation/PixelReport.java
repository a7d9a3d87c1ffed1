package io.ucad.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Pixel metrics of a test set. All of them are empty unless both defective and normal pixels exist.
 *
 * @param averagePrecision over all pixels, those of normal images included (the paper's pixel AUPR)
 * @param auroc over all pixels
 * @param aupro area under the per-region-overlap curve up to {@code auproLimit}, divided by it
 * @param auproLimit the limit that was asked for
 * @param f1Max best F1 over pixels
 * @param defectivePixels number of pixels inside a mask
 * @param normalPixels number of all others
 * @param regions number of 8-connected defective regions
 * @param curve for drawing ROC, precision-recall and PRO, see {@link OperatingPoint#curve}
 */
public record PixelReport(
    OptionalDouble averagePrecision,
    OptionalDouble auroc,
    OptionalDouble aupro,
    double auproLimit,
    Optional<F1Max> f1Max,
    long defectivePixels,
    long normalPixels,
    int regions,
    List<OperatingPoint> curve) {
  public PixelReport {
    curve = List.copyOf(curve);
  }
}
