package io.ucad.evaluation;

/**
 * Takes the anomaly maps of a test set one by one and computes all pixel metrics exactly, in memory
 * bounded by {@link PixelOptions#bufferPixels()} (plus 4 bytes per defective region, the label map
 * of the current image, and 1 KiB per spilled buffer) however many maps there are.
 *
 * <p>Not thread-safe. Close it to delete the temporary file.
 *
 * <pre>{@code
 * try (PixelMetrics metrics = new PixelMetrics(PixelOptions.defaults())) {
 *   for (...) {
 *     metrics.add(map, mask, width, height);
 *   }
 *   PixelReport report = metrics.finish();
 * }
 * }</pre>
 */
public final class PixelMetrics implements AutoCloseable {
  private final PixelOptions options;
  private final SpillingLongSorter ranking;
  private final RegionAreas regions = new RegionAreas();
  private long defective;
  private long normal;
  private boolean finished;

  public PixelMetrics(PixelOptions options) {
    this.options = options;
    this.ranking = new SpillingLongSorter(options.bufferPixels(), options.spillDirectory());
  }

  /**
   * Adds an image with its ground truth.
   *
   * @param map anomaly scores {@code [height, width]} row by row, finite
   * @param mask true where the image is defective, of the same size
   * @throws MetricInputException when a size is wrong or a score is NaN or infinite; nothing of the
   *     image has been added then
   * @throws SpillException when the temporary file cannot be written; the object is of no use then
   */
  public void add(float[] map, boolean[] mask, int width, int height) {
    check(map, width, height);
    ConnectedComponents components = ConnectedComponents.of(mask, width, height);
    int firstId = regions.count();
    for (Region region : components.regions()) {
      regions.add(region.area());
      defective += region.area();
      normal -= region.area();
    }
    normal += map.length;
    for (int i = 0; i < map.length; i++) {
      int label = components.labelAt(i);
      ranking.add(PixelKey.pack(map[i], label == 0 ? 0 : firstId + label));
    }
  }

  /** Adds an image without a defect; otherwise as {@link #add}. */
  public void addNormal(float[] map, int width, int height) {
    check(map, width, height);
    normal += map.length;
    for (float score : map) {
      ranking.add(PixelKey.pack(score, 0));
    }
  }

  private void check(float[] map, int width, int height) {
    requireOpen();
    ConnectedComponents.requireSize("map", map.length, width, height);
    for (int i = 0; i < map.length; i++) {
      if (!Float.isFinite(map[i])) {
        throw new MetricInputException(
            "Expected finite anomaly scores, found "
                + map[i]
                + " at x="
                + i % width
                + ", y="
                + i / width);
      }
    }
  }

  /**
   * Computes the metrics of everything added. Nothing can be added afterwards.
   *
   * @throws SpillException when the temporary file cannot be written or read
   */
  public PixelReport finish() {
    requireOpen();
    finished = true;
    PixelSweep sweep = new PixelSweep(new ClassCounts(defective, normal), regions, options);
    ranking.drain(sweep);
    return sweep.report();
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException(
          "These pixel metrics are finished or closed; use a new PixelMetrics for another test set");
    }
  }

  @Override
  public void close() {
    finished = true;
    ranking.close();
  }
}
