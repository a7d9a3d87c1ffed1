package io.ucad.detector.image;

import java.util.List;

/**
 * A JPEG whose structure was checked from its first to its last marker.
 *
 * @param frame sizes and components
 * @param colour what the components mean
 * @param orientation from EXIF
 * @param kept the ranges of the file that a decoder needs: tables, frame, scans with their data
 */
record JpegStructure(
    JpegFrame frame, JpegColour colour, Orientation orientation, List<ByteRange> kept) {
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
  private static final byte[] JFIF = {
    (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };
  private static final byte[] ADOBE_UNTRANSFORMED = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  JpegStructure {
    kept = List.copyOf(kept);
  }

  ImageHeader header() {
    return ImageHeader.oriented(ImageFormat.JPEG, frame.width(), frame.height(), orientation);
  }

  /**
   * The same image with nothing but what its pixels need. The application markers are replaced by
   * one of ours that states the colour, so that no decoder has to guess; comments, profiles,
   * thumbnails and whatever follows the end are gone.
   */
  byte[] cleaned(byte[] bytes) {
    byte[] statement =
        colour == JpegColour.GREY || colour == JpegColour.YCBCR ? JFIF : ADOBE_UNTRANSFORMED;
    int length = START.length + statement.length + END.length;
    for (ByteRange range : kept) {
      length += range.length();
    }
    byte[] clean = new byte[length];
    int at = append(clean, 0, START, 0, START.length);
    at = append(clean, at, statement, 0, statement.length);
    for (ByteRange range : kept) {
      at = append(clean, at, bytes, range.from(), range.length());
    }
    append(clean, at, END, 0, END.length);
    return clean;
  }

  private static int append(byte[] to, int at, byte[] from, int offset, int length) {
    System.arraycopy(from, offset, to, at, length);
    return at + length;
  }
}
