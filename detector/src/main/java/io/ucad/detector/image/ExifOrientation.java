package io.ucad.detector.image;

/**
 * Finds the orientation in a TIFF-structured EXIF block. Looks at IFD0 only, never outside the
 * block, and follows no other pointer. EXIF is a remark about the image, so a broken block means
 * "as stored", not a refusal.
 */
final class ExifOrientation {
  private static final int TAG_ORIENTATION = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /** Reads the TIFF block {@code bytes[from, to)}. */
  static Orientation read(byte[] bytes, int from, int to) {
    if (to - from < 8) {
      return Orientation.AS_STORED;
    }
    boolean little = bytes[from] == 'I' && bytes[from + 1] == 'I';
    boolean big = bytes[from] == 'M' && bytes[from + 1] == 'M';
    if ((!little && !big) || u16(bytes, from + 2, little) != 42) {
      return Orientation.AS_STORED;
    }
    long ifd = from + u32(bytes, from + 4, little);
    if (ifd + 2 > to) {
      return Orientation.AS_STORED;
    }
    int entries = u16(bytes, (int) ifd, little);
    for (int i = 0; i < entries; i++) {
      long entry = ifd + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > to) {
        return Orientation.AS_STORED;
      }
      int at = (int) entry;
      if (u16(bytes, at, little) == TAG_ORIENTATION) {
        boolean oneShort =
            u16(bytes, at + 2, little) == TYPE_SHORT && u32(bytes, at + 4, little) == 1;
        return oneShort ? Orientation.ofExif(u16(bytes, at + 8, little)) : Orientation.AS_STORED;
      }
    }
    return Orientation.AS_STORED;
  }

  private static int u16(byte[] bytes, int at, boolean little) {
    int first = bytes[at] & 0xFF;
    int second = bytes[at + 1] & 0xFF;
    return little ? (second << 8) | first : (first << 8) | second;
  }

  private static long u32(byte[] bytes, int at, boolean little) {
    long first = u16(bytes, at, little);
    long second = u16(bytes, at + 2, little);
    return little ? (second << 16) | first : (first << 16) | second;
  }
}
