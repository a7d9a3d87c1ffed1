package io.ucad.trainer.sample;

/**
 * A finished colour image.
 *
 * @param rgb {@code [size, size, 3]} bytes, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer on its way to the encoder, never compared
record Picture(int size, byte[] rgb) {
  Picture {
    if (rgb.length != 3 * size * size) {
      throw new IllegalArgumentException(
          "expected "
              + 3 * size * size
              + " bytes for "
              + size
              + "x"
              + size
              + ", got "
              + rgb.length);
    }
  }

  int channel(int pixel, int channel) {
    return rgb[3 * pixel + channel] & 0xFF;
  }
}
