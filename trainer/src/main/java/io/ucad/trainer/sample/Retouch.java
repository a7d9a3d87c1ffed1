package io.ucad.trainer.sample;

/**
 * Compares a defective picture with its clean twin: the mask is what differs, and nothing else may.
 *
 * @param picture the defective picture; outside of the mask its bytes are those of the clean twin
 * @param mask {@code [size, size]}, true on a defect
 * @param area pixels in the mask
 */
@SuppressWarnings("ArrayRecordComponent") // buffers on their way to the encoder, never compared
record Retouch(Picture picture, boolean[] mask, int area) {
  /** A channel that differs by no more levels than this (of 255) is below the sensor's noise. */
  static final int BOUND = 5;

  /** Smaller islands (pixels, 8-connected) are quantisation, not defect. */
  static final int LEAST_ISLAND = 5;

  static Retouch of(Picture clean, Picture spoiled) {
    int size = clean.size();
    boolean[] mask = new boolean[size * size];
    for (int i = 0; i < mask.length; i++) {
      for (int c = 0; c < 3; c++) {
        mask[i] |= Math.abs(clean.channel(i, c) - spoiled.channel(i, c)) > BOUND;
      }
    }
    Islands.drop(mask, size, LEAST_ISLAND);
    byte[] rgb = clean.rgb().clone();
    int area = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        System.arraycopy(spoiled.rgb(), 3 * i, rgb, 3 * i, 3);
        area++;
      }
    }
    return new Retouch(new Picture(size, rgb), mask, area);
  }
}
