package io.ucad.detector.image;

/** Undoes the row filters of PNG (specification, chapter 9). */
final class PngFilter {
  private PngFilter() {}

  /**
   * Unfilters {@code row[0, length)} in place.
   *
   * @param above the unfiltered row above, zeros for the first of a pass
   * @param pixelBytes distance to the pixel at the left
   */
  static void undo(int filter, byte[] row, byte[] above, int length, int pixelBytes) {
    switch (filter) {
      case 0 -> {
        // stored as it is
      }
      case 1 -> {
        for (int i = pixelBytes; i < length; i++) {
          row[i] += row[i - pixelBytes];
        }
      }
      case 2 -> {
        for (int i = 0; i < length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> average(row, above, length, pixelBytes);
      case 4 -> paeth(row, above, length, pixelBytes);
      default ->
          throw ImageRejectedException.corrupt(
              "Expected a PNG row filter of 0 to 4, found " + filter);
    }
  }

  private static void average(byte[] row, byte[] above, int length, int pixelBytes) {
    for (int i = 0; i < length; i++) {
      int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
      row[i] = (byte) (row[i] + (left + (above[i] & 0xFF)) / 2);
    }
  }

  private static void paeth(byte[] row, byte[] above, int length, int pixelBytes) {
    for (int i = 0; i < Math.min(pixelBytes, length); i++) {
      row[i] += above[i];
    }
    for (int i = pixelBytes; i < length; i++) {
      int left = row[i - pixelBytes] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = above[i - pixelBytes] & 0xFF;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      row[i] = (byte) (row[i] + nearest);
    }
  }
}
