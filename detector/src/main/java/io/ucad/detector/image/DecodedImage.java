package io.ucad.detector.image;

/**
 * The pixels of an image, oriented as they are to be shown, 8 bits a sample. An image without
 * colour is kept with one channel, which makes everything after it three times cheaper; {@link
 * #rgb()} hides the difference.
 *
 * <p>Transparent pixels were composited over white. Gamma and colour profiles are ignored: the
 * numbers in the file are taken as sRGB.
 */
public final class DecodedImage {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  private DecodedImage(int width, int height, int channels, byte[] samples) {
    if (width < 1 || height < 1 || samples.length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "Expected width x height x %d samples, found %d for %d x %d"
              .formatted(channels, samples.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  /** An image of {@code [height, width]} grey samples; the array is taken over, not copied. */
  public static DecodedImage grey(int width, int height, byte[] grey) {
    return new DecodedImage(width, height, 1, grey);
  }

  /** An image of {@code [height, width, 3]} samples; the array is taken over, not copied. */
  public static DecodedImage rgb(int width, int height, byte[] rgb) {
    return new DecodedImage(width, height, 3, rgb);
  }

  static DecodedImage of(int width, int height, int channels, byte[] samples) {
    return channels == 1 ? grey(width, height, samples) : rgb(width, height, samples);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Whether every pixel has equal red, green and blue because the file holds no colour. */
  public boolean isGrey() {
    return channels == 1;
  }

  /**
   * Red, green and blue, {@code [height, width, 3]} row-major. A fresh array for a grey image, else
   * the image's own: do not write.
   */
  public byte[] rgb() {
    if (channels == 3) {
      return samples;
    }
    byte[] rgb = new byte[Math.multiplyExact(samples.length, 3)];
    for (int i = 0, to = 0; i < samples.length; i++, to += 3) {
      rgb[to] = samples[i];
      rgb[to + 1] = samples[i];
      rgb[to + 2] = samples[i];
    }
    return rgb;
  }

  /** One sample, 0 to 255; channel 0 is red, 1 green, 2 blue. */
  public int sample(int x, int y, int channel) {
    if (x < 0 || x >= width || y < 0 || y >= height || channel < 0 || channel > 2) {
      throw new IndexOutOfBoundsException(
          "Expected x < %d, y < %d, channel < 3, found %d, %d, %d"
              .formatted(width, height, x, y, channel));
    }
    return samples[(y * width + x) * channels + (channels == 1 ? 0 : channel)] & 0xFF;
  }

  /** The part of the image in a rectangle. */
  DecodedImage cut(RegionOfInterest.Cut part) {
    int row = part.width() * channels;
    byte[] own = new byte[row * part.height()];
    for (int y = 0; y < part.height(); y++) {
      int from = ((part.y() + y) * width + part.x()) * channels;
      System.arraycopy(samples, from, own, y * row, row);
    }
    return of(part.width(), part.height(), channels, own);
  }

  /** One for grey, three for RGB. */
  int channels() {
    return channels;
  }

  /** The samples themselves, {@code [height, width, channels]}: not to be written. */
  byte[] samples() {
    return samples;
  }
}
