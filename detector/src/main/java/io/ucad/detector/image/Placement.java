package io.ucad.detector.image;

/**
 * Where a source image lies in the model's input. Coordinates are continuous: pixel {@code i}
 * covers {@code [i, i + 1)}, its centre is at {@code i + 0.5}. Source means the sent image in its
 * shown orientation, or the part of it that is the region of interest.
 *
 * @param sourceWidth pixels
 * @param sourceHeight pixels
 * @param left first input column that shows image
 * @param top first input row that shows image
 * @param width input columns that show image
 * @param height input rows that show image
 */
public record Placement(
    int sourceWidth, int sourceHeight, int left, int top, int width, int height) {
  public Placement {
    if (sourceWidth < 1 || sourceHeight < 1 || width < 1 || height < 1 || left < 0 || top < 0) {
      throw new IllegalArgumentException(
          "Expected positive sizes at a non-negative place, found source %d x %d shown as %d x %d at %d, %d"
              .formatted(sourceWidth, sourceHeight, width, height, left, top));
    }
  }

  static Placement of(Preprocessing input, int sourceWidth, int sourceHeight) {
    if (input.fit() == Fit.STRETCH) {
      return new Placement(sourceWidth, sourceHeight, 0, 0, input.width(), input.height());
    }
    double factor =
        Math.min((double) input.width() / sourceWidth, (double) input.height() / sourceHeight);
    int width = side(sourceWidth * factor, input.width());
    int height = side(sourceHeight * factor, input.height());
    return new Placement(
        sourceWidth,
        sourceHeight,
        (input.width() - width) / 2,
        (input.height() - height) / 2,
        width,
        height);
  }

  private static int side(double exact, int most) {
    return (int) Math.max(1, Math.min(most, Math.round(exact)));
  }

  public double toSourceX(double inputX) {
    return (inputX - left) * sourceWidth / width;
  }

  public double toSourceY(double inputY) {
    return (inputY - top) * sourceHeight / height;
  }

  public double toInputX(double sourceX) {
    return left + sourceX * width / sourceWidth;
  }

  public double toInputY(double sourceY) {
    return top + sourceY * height / sourceHeight;
  }

  /** Whether the input shows image here, and not padding. */
  public boolean showsSource(double inputX, double inputY) {
    return inputX >= left && inputX < left + width && inputY >= top && inputY < top + height;
  }
}
