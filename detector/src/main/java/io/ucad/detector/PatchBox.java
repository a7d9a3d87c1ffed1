package io.ucad.detector;

import io.ucad.detector.image.Placement;
import io.ucad.detector.image.RegionOfInterest;
import java.util.Optional;

/**
 * Where a patch lies in an image, as shares of its sides (0 to 1), so that it holds for the image
 * at any scale.
 */
public record PatchBox(double x, double y, double width, double height) {
  public PatchBox {
    if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.0001)
        || !(y + height <= 1.0001)) {
      throw new IllegalArgumentException(
          "expected a box within an image, found %s x %s at %s, %s".formatted(width, height, x, y));
    }
  }

  /**
   * The part of a patch that shows image; empty if it lies in the padding.
   *
   * @param placement of the region of interest
   */
  static Optional<PatchBox> of(
      Placement placement, RegionOfInterest region, int patch, int row, int column) {
    double left = share(column * patch, placement.left(), placement.width());
    double right = share((column + 1) * patch, placement.left(), placement.width());
    double top = share(row * patch, placement.top(), placement.height());
    double bottom = share((row + 1) * patch, placement.top(), placement.height());
    return right > left && bottom > top
        ? Optional.of(
            new PatchBox(
                region.left() + left * region.width(),
                region.top() + top * region.height(),
                (right - left) * region.width(),
                (bottom - top) * region.height()))
        : Optional.empty();
  }

  private static double share(int at, int from, int length) {
    return Math.max(0, Math.min(1, (double) (at - from) / length));
  }
}
