package io.ucad.detector.image;

/**
 * The part of every image that a task is about, as shares of the image's sides (0 to 1): it alone
 * becomes the input, and what lies outside is never anomalous. Shares, because images of a task may
 * differ in size.
 *
 * @param left edge
 * @param top edge
 */
public record RegionOfInterest(double left, double top, double width, double height) {
  /** The whole image. */
  public static final RegionOfInterest WHOLE = new RegionOfInterest(0, 0, 1, 1);

  /** Least share of a side. */
  public static final double LEAST = 0.05;

  /** What shares that were written in decimals may add up to beyond 1. */
  private static final double ROUNDING = 1e-9;

  public RegionOfInterest {
    if (!isSide(left, width) || !isSide(top, height)) {
      throw new IllegalArgumentException(
          "expected a region of interest within the image, each side at least %s of the image's, found %s x %s at %s, %s"
              .formatted(LEAST, width, height, left, top));
    }
  }

  private static boolean isSide(double from, double length) {
    return from >= 0 && length >= LEAST && from + length <= 1 + ROUNDING;
  }

  /**
   * What {@link #text} gave, or a person wrote.
   *
   * @param text left, top, width and height, with commas between
   * @throws IllegalArgumentException if it is no region
   */
  public static RegionOfInterest parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "expected left,top,width,height as shares of the image's sides, as in 0.1,0.2,0.5,0.5, found '"
              + text
              + "'");
    }
    return new RegionOfInterest(share(parts[0]), share(parts[1]), share(parts[2]), share(parts[3]));
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number between 0 and 1, found '" + text + "'", e);
    }
  }

  /** The region as {@link #parse} reads it. */
  public String text() {
    return left + "," + top + "," + width + "," + height;
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }

  /** The pixels that it touches in an image of this size. */
  public Cut in(int imageWidth, int imageHeight) {
    int x = (int) Math.floor(left * imageWidth + ROUNDING);
    int y = (int) Math.floor(top * imageHeight + ROUNDING);
    int right = (int) Math.min(imageWidth, Math.ceil((left + width) * imageWidth - ROUNDING));
    int bottom = (int) Math.min(imageHeight, Math.ceil((top + height) * imageHeight - ROUNDING));
    return new Cut(x, y, right - x, bottom - y);
  }

  /** What it shows of an image; the image itself if that is all. */
  public DecodedImage of(DecodedImage image) {
    return isWhole() ? image : image.cut(in(image.width(), image.height()));
  }

  /** A rectangle of pixels within an image. */
  public record Cut(int x, int y, int width, int height) {}
}
