package io.ucad.detector.image;

/** Takes the unfiltered rows of a PNG, in the order in which the file holds them. */
interface PngRows {
  /**
   * One row of one pass.
   *
   * @param row packed samples of {@code count} pixels; only valid during the call
   * @param y row in the image
   * @param x column of the first pixel
   * @param step distance of the pixels, in columns
   */
  void row(byte[] row, int y, int x, int step, int count);

  /** The sample of this index in a packed row. */
  static int sample(byte[] row, int index, int bitDepth) {
    return switch (bitDepth) {
      case 8 -> row[index] & 0xFF;
      case 16 -> BigEndian.u16(row, 2 * index);
      default -> {
        int bit = index * bitDepth;
        yield ((row[bit >> 3] & 0xFF) >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1);
      }
    };
  }
}
