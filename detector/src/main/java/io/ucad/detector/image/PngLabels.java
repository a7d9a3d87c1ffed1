package io.ucad.detector.image;

/** Keeps the stored value of every pixel: the grey value in its own depth, or the palette index. */
final class PngLabels implements PngRows {
  private final int width;
  private final int bitDepth;
  private final int[] values;

  PngLabels(PngStructure png) {
    this.width = png.width();
    this.bitDepth = png.bitDepth();
    this.values = new int[png.width() * png.height()];
  }

  int[] values() {
    return values;
  }

  @Override
  public void row(byte[] row, int y, int x, int step, int count) {
    int to = y * width + x;
    for (int i = 0; i < count; i++, to += step) {
      values[to] = PngRows.sample(row, i, bitDepth);
    }
  }
}
