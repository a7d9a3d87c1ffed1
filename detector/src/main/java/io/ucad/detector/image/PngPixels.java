package io.ucad.detector.image;

import static io.ucad.detector.image.BigEndian.u16;
import static io.ucad.detector.image.BigEndian.u8;

/**
 * Turns stored samples into 8-bit grey or RGB: palettes are looked up, deeper and shallower samples
 * scaled with rounding, and transparency composited over white.
 */
final class PngPixels implements PngRows {
  private final PngStructure png;
  private final int channels;
  private final byte[] samples;

  /** Colour by index, composited, {@code [2^bitDepth, channels]}; only for an indexed image. */
  private final byte[] lookup;

  /** Samples of the one transparent colour, or empty. */
  private final int[] transparent;

  PngPixels(byte[] bytes, PngStructure png) {
    this.png = png;
    byte[] colours = palette(bytes, png);
    boolean grey =
        png.colour() == PngColour.GREY || png.colour() == PngColour.GREY_ALPHA || isGrey(colours);
    this.channels = grey ? 1 : 3;
    this.lookup = grey ? firstOfThree(colours) : colours;
    this.transparent = transparentColour(bytes, png);
    this.samples = new byte[png.width() * png.height() * channels];
  }

  int channels() {
    return channels;
  }

  byte[] samples() {
    return samples;
  }

  @Override
  public void row(byte[] row, int y, int x, int step, int count) {
    int to = (y * png.width() + x) * channels;
    if (png.colour() == PngColour.INDEXED) {
      indexed(row, to, step, count);
    } else if (png.bitDepth() == 8
        && !png.colour().hasAlpha()
        && transparent.length == 0
        && step == 1) {
      System.arraycopy(row, 0, samples, to, count * channels);
    } else {
      scaled(row, to, step, count);
    }
  }

  private void indexed(byte[] row, int start, int step, int count) {
    int entries = png.palette().length() / 3;
    int to = start;
    for (int i = 0; i < count; i++, to += step * channels) {
      int index = PngRows.sample(row, i, png.bitDepth());
      if (index >= entries) {
        throw ImageRejectedException.corrupt(
            "Expected a palette index below " + entries + ", found " + index);
      }
      System.arraycopy(lookup, index * channels, samples, to, channels);
    }
  }

  private void scaled(byte[] row, int start, int step, int count) {
    int depth = png.bitDepth();
    int stored = png.colour().samples();
    int full = (1 << depth) - 1;
    int to = start;
    for (int i = 0; i < count; i++, to += step * channels) {
      int from = i * stored;
      int alpha =
          png.colour().hasAlpha()
              ? PngRows.sample(row, from + channels, depth)
              : isTransparent(row, from) ? 0 : full;
      for (int c = 0; c < channels; c++) {
        samples[to + c] = overWhite(PngRows.sample(row, from + c, depth), alpha, full);
      }
    }
  }

  private boolean isTransparent(byte[] row, int from) {
    for (int c = 0; c < transparent.length; c++) {
      if (PngRows.sample(row, from + c, png.bitDepth()) != transparent[c]) {
        return false;
      }
    }
    return transparent.length > 0;
  }

  /** {@code 255 * (alpha * value + (full - alpha) * full) / full^2}, rounded once. */
  private static byte overWhite(int value, int alpha, int full) {
    if (alpha == full) {
      return (byte) ((value * 255 + full / 2) / full);
    }
    long square = (long) full * full;
    long composite = (long) alpha * value + (long) (full - alpha) * full;
    return (byte) ((composite * 255 + square / 2) / square);
  }

  private static int[] transparentColour(byte[] bytes, PngStructure png) {
    if (png.colour() == PngColour.INDEXED) {
      return new int[0];
    }
    int[] colour = new int[png.transparency().length() / 2];
    for (int c = 0; c < colour.length; c++) {
      colour[c] = u16(bytes, png.transparency().from() + 2 * c);
    }
    return colour;
  }

  /** The palette composited over white, {@code [entries, 3]}; empty for other images. */
  private static byte[] palette(byte[] bytes, PngStructure png) {
    if (png.colour() != PngColour.INDEXED) {
      return new byte[0];
    }
    byte[] colours = new byte[png.palette().length()];
    for (int i = 0; i < colours.length; i++) {
      int entry = i / 3;
      int alpha =
          entry < png.transparency().length() ? u8(bytes, png.transparency().from() + entry) : 255;
      colours[i] = overWhite(u8(bytes, png.palette().from() + i), alpha, 255);
    }
    return colours;
  }

  private static boolean isGrey(byte[] colours) {
    for (int i = 0; i < colours.length; i += 3) {
      if (colours[i] != colours[i + 1] || colours[i] != colours[i + 2]) {
        return false;
      }
    }
    return colours.length > 0;
  }

  private static byte[] firstOfThree(byte[] colours) {
    byte[] grey = new byte[colours.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = colours[3 * i];
    }
    return grey;
  }
}
