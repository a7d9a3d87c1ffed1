package io.ucad.detector.image;

import java.util.Arrays;

/**
 * Decodes a PNG that {@link PngScanner} has accepted, row by row: inflates exactly as many bytes as
 * the pixels need, so memory is bounded by the header. An own decoder, because label maps need
 * exact indices and 16-bit values, and because the JDK's one inflates ancillary chunks.
 */
final class PngDecoder {
  /** Adam7: first column, first row, column step, row step of each pass. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private PngDecoder() {}

  /** Estimated bytes at the peak: samples, oriented copy, two rows. */
  static long cost(PngStructure png) {
    long pixels = (long) png.width() * png.height();
    int copies = png.orientation() == Orientation.AS_STORED ? 1 : 2;
    return pixels * 3 * copies + 2L * png.rowBytes(png.width());
  }

  static DecodedImage decode(byte[] bytes, PngStructure png) {
    PngPixels pixels = new PngPixels(bytes, png);
    readRows(bytes, png, pixels);
    byte[] shown =
        png.orientation().apply(pixels.samples(), png.width(), png.height(), pixels.channels());
    ImageHeader header = png.header();
    return DecodedImage.of(header.width(), header.height(), pixels.channels(), shown);
  }

  static LabelMap decodeLabels(byte[] bytes, PngStructure png) {
    if (png.colour() != PngColour.GREY && png.colour() != PngColour.INDEXED) {
      throw new ImageRejectedException(
          ImageErrorCode.UNSUPPORTED_ENCODING,
          "Expected labels as a grey or indexed PNG, found one of kind %s. Save one label a pixel."
              .formatted(png.colour()));
    }
    PngLabels labels = new PngLabels(png);
    readRows(bytes, png, labels);
    ImageHeader header = png.header();
    return new LabelMap(
        header.width(),
        header.height(),
        png.orientation().apply(labels.values(), png.width(), png.height()));
  }

  private static void readRows(byte[] bytes, PngStructure png, PngRows rows) {
    byte[] row = new byte[png.rowBytes(png.width())];
    byte[] above = new byte[row.length];
    try (PngData data = new PngData(bytes, png.firstData())) {
      for (int[] pass : png.interlaced() ? ADAM7 : ONE_PASS) {
        int count = steps(png.width(), pass[0], pass[2]);
        if (count == 0) {
          continue;
        }
        int length = png.rowBytes(count);
        Arrays.fill(above, (byte) 0);
        for (int y = pass[1]; y < png.height(); y += pass[3]) {
          int filter = data.readByte();
          data.read(row, length);
          PngFilter.undo(filter, row, above, length, png.pixelBytes());
          rows.row(row, y, pass[0], pass[2], count);
          byte[] swap = above;
          above = row;
          row = swap;
        }
      }
      data.checkEnd();
    }
  }

  private static int steps(int side, int first, int step) {
    return side <= first ? 0 : (side - first + step - 1) / step;
  }
}
