package io.ucad.evaluation;

import java.nio.file.Path;

/**
 * How pixel metrics are computed. Only {@code auproLimit} and {@code curvePoints} change a result.
 *
 * @param auproLimit highest false positive rate of AUPRO, in (0, 1]
 * @param bufferPixels pixels ranked in memory, 8 bytes each; more go to a temporary file
 * @param spillDirectory an existing directory for that file, 8 bytes per pixel
 * @param curvePoints most points of the curve kept for drawing, at least 2
 */
public record PixelOptions(
    double auproLimit, int bufferPixels, Path spillDirectory, int curvePoints) {

  /**
   * Checks the ranges.
   *
   * @throws MetricInputException when a number is out of its range
   */
  public PixelOptions {
    if (!(auproLimit > 0 && auproLimit <= 1)) {
      throw new MetricInputException("Expected an AUPRO limit in (0, 1], found " + auproLimit);
    }
    if (bufferPixels < 1) {
      throw new MetricInputException(
          "Expected a buffer of at least 1 pixel, found " + bufferPixels);
    }
    if (curvePoints < CurveSampler.MIN_POINTS) {
      throw new MetricInputException("Expected at least 2 curve points, found " + curvePoints);
    }
  }

  /** AUPRO@0.3, 16 Mi pixels (128 MiB) in memory, the system's temporary directory, 512 points. */
  public static PixelOptions defaults() {
    return new PixelOptions(0.3, 1 << 24, Path.of(System.getProperty("java.io.tmpdir")), 512);
  }

  public PixelOptions withAuproLimit(double limit) {
    return new PixelOptions(limit, bufferPixels, spillDirectory, curvePoints);
  }

  public PixelOptions withBuffer(int pixels, Path directory) {
    return new PixelOptions(auproLimit, pixels, directory, curvePoints);
  }

  public PixelOptions withCurvePoints(int points) {
    return new PixelOptions(auproLimit, bufferPixels, spillDirectory, points);
  }
}
