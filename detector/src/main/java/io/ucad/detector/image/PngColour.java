package io.ucad.detector.image;

/**
 * What the samples of a PNG pixel are, and in which depths they may come (PNG specification, table
 * 11.1).
 */
enum PngColour {
  GREY(0, 1, 1 | 2 | 4 | 8 | 16),
  RGB(2, 3, 8 | 16),
  INDEXED(3, 1, 1 | 2 | 4 | 8),
  GREY_ALPHA(4, 2, 8 | 16),
  RGB_ALPHA(6, 4, 8 | 16);

  private final int type;
  private final int samples;
  private final int depths;

  PngColour(int type, int samples, int depths) {
    this.type = type;
    this.samples = samples;
    this.depths = depths;
  }

  static PngColour of(int type, int bitDepth) {
    for (PngColour colour : values()) {
      if (colour.type == type
          && Integer.bitCount(bitDepth) == 1
          && (colour.depths & bitDepth) != 0) {
        return colour;
      }
    }
    throw ImageRejectedException.corrupt(
        "Expected a colour type and bit depth of the PNG specification, found type %d with %d bits"
            .formatted(type, bitDepth));
  }

  /** Samples of one pixel. */
  int samples() {
    return samples;
  }

  boolean hasAlpha() {
    return this == GREY_ALPHA || this == RGB_ALPHA;
  }
}
