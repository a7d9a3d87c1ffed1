package io.ucad.detector.image;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit PNG files, quickly rather than as small as possible: the anomaly map goes out with
 * every answer. Each row is stored as its difference to the row above, which suits smooth maps.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int CHUNK_OVERHEAD = 12;
  private static final int HEADER = 13;
  private static final byte FILTER_UP = 2;
  private static final byte COLOUR_GREY = 0;
  private static final byte COLOUR_RGB = 2;

  private Png() {}

  /**
   * A grey PNG file.
   *
   * @param grey {@code [height, width]} row-major
   */
  public static byte[] encodeGrey(int width, int height, byte[] grey) {
    return encode(width, height, 1, COLOUR_GREY, grey);
  }

  /**
   * A colour PNG file.
   *
   * @param rgb {@code [height, width, 3]} row-major
   */
  public static byte[] encodeRgb(int width, int height, byte[] rgb) {
    return encode(width, height, 3, COLOUR_RGB, rgb);
  }

  private static byte[] encode(int width, int height, int channels, byte colour, byte[] samples) {
    if (width < 1 || height < 1 || samples.length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "Expected %d x %d x %d samples, found %d"
              .formatted(height, width, channels, samples.length));
    }
    byte[] rows = filtered(width * channels, height, samples);
    int prefix = SIGNATURE.length + CHUNK_OVERHEAD + HEADER + 8;
    byte[] png = new byte[prefix + LiteralDeflate.bound(rows.length) + 2 * CHUNK_OVERHEAD];
    System.arraycopy(SIGNATURE, 0, png, 0, SIGNATURE.length);
    int at = SIGNATURE.length + 8;
    BigEndian.put32(png, at, width);
    BigEndian.put32(png, at + 4, height);
    png[at + 8] = 8;
    png[at + 9] = colour;
    frame(png, SIGNATURE.length, IHDR, HEADER);
    int end =
        isMostlyFlat(rows)
            ? repetitions(rows, png, prefix)
            : LiteralDeflate.write(rows, png, prefix);
    int afterData = frame(png, prefix - 8, IDAT, end - prefix);
    int length = frame(png, afterData, IEND, 0);
    return Arrays.copyOf(png, length);
  }

  /** Deflates with a search for repetitions; flat rows shrink, so there is room. */
  private static int repetitions(byte[] rows, byte[] png, int at) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    int end = at;
    try {
      deflater.setInput(rows);
      deflater.finish();
      while (!deflater.finished()) {
        end += deflater.deflate(png, end, png.length - end);
      }
    } finally {
      deflater.end();
    }
    return end;
  }

  /** Each row behind a filter byte, less the row above it. */
  private static byte[] filtered(int rowLength, int height, byte[] samples) {
    byte[] rows = new byte[Math.multiplyExact(rowLength + 1, height)];
    System.arraycopy(samples, 0, rows, 1, rowLength);
    byte[] above = new byte[rowLength];
    byte[] here = new byte[rowLength];
    byte[] difference = new byte[rowLength];
    System.arraycopy(samples, 0, above, 0, rowLength);
    for (int y = 1; y < height; y++) {
      System.arraycopy(samples, y * rowLength, here, 0, rowLength);
      subtract(here, above, difference);
      int to = y * (rowLength + 1);
      rows[to] = FILTER_UP;
      System.arraycopy(difference, 0, rows, to + 1, rowLength);
      byte[] free = above;
      above = here;
      here = free;
    }
    return rows;
  }

  /** With the counter as the only index, which the compiler turns into vector instructions. */
  private static void subtract(byte[] from, byte[] less, byte[] difference) {
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (byte) (from[i] - less[i]);
    }
  }

  /**
   * Whether looking for repetitions pays: in masks it does, in maps it costs more than it saves.
   */
  private static boolean isMostlyFlat(byte[] rows) {
    int zeros = 0;
    for (byte value : rows) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros > rows.length / 10 * 8;
  }

  /**
   * Writes length, type and checksum around a body that is in place; returns where the next chunk
   * starts.
   */
  private static int frame(byte[] png, int at, int type, int length) {
    BigEndian.put32(png, at, length);
    BigEndian.put32(png, at + 4, type);
    CRC32 crc = new CRC32();
    crc.update(png, at + 4, length + 4);
    BigEndian.put32(png, at + 8 + length, (int) crc.getValue());
    return at + CHUNK_OVERHEAD + length;
  }
}
