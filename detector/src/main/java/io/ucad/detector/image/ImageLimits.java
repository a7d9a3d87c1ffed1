package io.ucad.detector.image;

/**
 * What the {@link ImageGuard} accepts and how much of the machine it may use at once.
 *
 * @param maxPixels width times height
 * @param maxBytes length of the encoded file
 * @param maxSide longest side, in pixels
 * @param maxConcurrentDecodes decodes running at the same time; more callers wait
 * @param maxDecodeBytes estimated memory of all running decodes together; more callers wait
 * @param maxScans scans of one JPEG
 * @param maxScanSamples samples (pixels times components) that all scans of one JPEG visit
 *     together; an ordinary progressive file visits each pixel about 14 times
 */
public record ImageLimits(
    long maxPixels,
    int maxBytes,
    int maxSide,
    int maxConcurrentDecodes,
    long maxDecodeBytes,
    int maxScans,
    long maxScanSamples) {
  /** Three bytes for each pixel must fit one Java array. */
  private static final long MOST_PIXELS = (Integer.MAX_VALUE - 64) / 3;

  public ImageLimits {
    if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "maxPixels must be 1 to " + MOST_PIXELS + ", found " + maxPixels);
    }
    if (maxBytes < 1 || maxSide < 1 || maxConcurrentDecodes < 1) {
      throw new IllegalArgumentException(
          "maxBytes, maxSide and maxConcurrentDecodes must be positive, found %d, %d, %d"
              .formatted(maxBytes, maxSide, maxConcurrentDecodes));
    }
    if (maxDecodeBytes < 1 || maxScans < 1 || maxScanSamples < 1) {
      throw new IllegalArgumentException(
          "maxDecodeBytes, maxScans and maxScanSamples must be positive, found %d, %d, %d"
              .formatted(maxDecodeBytes, maxScans, maxScanSamples));
    }
  }

  /**
   * 25 megapixels, 64 MiB, as many decodes as processors, together at most a quarter of the heap.
   */
  public static ImageLimits defaults() {
    Runtime machine = Runtime.getRuntime();
    return new ImageLimits(
        25_000_000,
        64 << 20,
        65_500,
        machine.availableProcessors(),
        machine.maxMemory() / 4,
        100,
        400_000_000L);
  }

  /** These limits with another pixel budget. */
  public ImageLimits withMaxPixels(long pixels) {
    return new ImageLimits(
        pixels, maxBytes, maxSide, maxConcurrentDecodes, maxDecodeBytes, maxScans, maxScanSamples);
  }

  /** These limits with another bound on decodes at the same time. */
  public ImageLimits withMaxConcurrentDecodes(int decodes) {
    return new ImageLimits(
        maxPixels, maxBytes, maxSide, decodes, maxDecodeBytes, maxScans, maxScanSamples);
  }

  void checkSize(long width, long height) {
    if (width < 1 || height < 1) {
      throw ImageRejectedException.corrupt(
          "Expected a width and height of at least 1, found " + width + " x " + height);
    }
    if (width > maxSide || height > maxSide || width * height > maxPixels) {
      throw new ImageRejectedException(
          ImageErrorCode.IMAGE_TOO_LARGE,
          "Expected at most %d pixels and sides of at most %d, found %d x %d. Send a smaller image or raise the limit."
              .formatted(maxPixels, maxSide, width, height));
    }
  }

  void checkBytes(long found) {
    if (found > maxBytes) {
      throw new ImageRejectedException(
          ImageErrorCode.IMAGE_TOO_LARGE,
          "Expected at most %d bytes, found %d. Send a smaller file or raise the limit."
              .formatted(maxBytes, found));
    }
  }
}
