package io.ucad.detector.image;

/**
 * The rows of an image as floats, each converted once, while a resize moves down over it. Only the
 * latest are kept.
 *
 * <p>The compiler turns a loop over signed bytes whose counter is the only index into vector
 * instructions, and no other one over bytes; so a row is copied and its sign bits are flipped,
 * which is to subtract 128.
 */
final class SourceRows {
  private final byte[] samples;
  private final byte[] signed;
  private final float[][] latest;
  private int converted;

  /**
   * @param samples row-major [rows, length]
   * @param kept rows that are in use together
   * @param first row that will be asked for
   */
  SourceRows(byte[] samples, int length, int kept, int first) {
    this.samples = samples;
    this.signed = new byte[length];
    this.latest = new float[kept][length];
    this.converted = first;
  }

  /** Row {@code y}: one of the last {@code kept} rows asked for, or a later one. */
  float[] row(int y) {
    for (; converted <= y; converted++) {
      convert(converted);
    }
    return latest[y % latest.length];
  }

  private void convert(int y) {
    System.arraycopy(samples, y * signed.length, signed, 0, signed.length);
    flipSigns(signed);
    toFloats(signed, latest[y % latest.length]);
  }

  private static void flipSigns(byte[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) (row[i] ^ 0x80);
    }
  }

  private static void toFloats(byte[] signed, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = signed[i] + 128f;
    }
  }
}
