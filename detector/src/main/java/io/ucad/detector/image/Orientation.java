package io.ucad.detector.image;

/**
 * The eight EXIF orientations (tag 0x0112), in the order of their values 1 to 8: how stored rows
 * and columns are to be shown.
 */
enum Orientation {
  AS_STORED(1),
  MIRRORED(2),
  ROTATED_180(3),
  FLIPPED(4),
  TRANSPOSED(5),
  ROTATED_90(6),
  TRANSVERSED(7),
  ROTATED_270(8);

  private final int exif;

  Orientation(int exif) {
    this.exif = exif;
  }

  /** The orientation of an EXIF value; values outside 1 to 8 are ignored, as by every viewer. */
  static Orientation ofExif(int value) {
    for (Orientation orientation : values()) {
      if (orientation.exif == value) {
        return orientation;
      }
    }
    return AS_STORED;
  }

  boolean swapsSides() {
    return exif >= TRANSPOSED.exif;
  }

  /**
   * Pixels in the order in which they are to be shown.
   *
   * @param samples {@code [height, width, channels]} as stored; returned itself when nothing
   *     changes
   */
  byte[] apply(byte[] samples, int width, int height, int channels) {
    if (this == AS_STORED) {
      return samples;
    }
    byte[] shown = new byte[samples.length];
    int from = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int to = shownIndex(x, y, width, height) * channels;
        for (int c = 0; c < channels; c++) {
          shown[to + c] = samples[from++];
        }
      }
    }
    return shown;
  }

  /** As {@link #apply(byte[], int, int, int)}, for one value a pixel. */
  int[] apply(int[] values, int width, int height) {
    if (this == AS_STORED) {
      return values;
    }
    int[] shown = new int[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        shown[shownIndex(x, y, width, height)] = values[y * width + x];
      }
    }
    return shown;
  }

  /** Row-major index, in the shown image, of the stored pixel (x, y). */
  private int shownIndex(int x, int y, int width, int height) {
    return switch (this) {
      case AS_STORED -> y * width + x;
      case MIRRORED -> y * width + width - 1 - x;
      case ROTATED_180 -> (height - 1 - y) * width + width - 1 - x;
      case FLIPPED -> (height - 1 - y) * width + x;
      case TRANSPOSED -> x * height + y;
      case ROTATED_90 -> x * height + height - 1 - y;
      case TRANSVERSED -> (width - 1 - x) * height + height - 1 - y;
      case ROTATED_270 -> (width - 1 - x) * height + y;
    };
  }
}
