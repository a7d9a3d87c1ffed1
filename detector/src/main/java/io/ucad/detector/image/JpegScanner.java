package io.ucad.detector.image;

import static io.ucad.detector.image.BigEndian.u16;
import static io.ucad.detector.image.BigEndian.u8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the markers of a JPEG (ITU-T T.81 annex B) without decoding anything. Refuses on the way:
 * sizes over the limits as soon as the frame header is met, encodings that are not read, missing
 * data, and files that are small to send but expensive to decode. Uses time linear in the bytes and
 * memory linear in the tables.
 */
final class JpegScanner {
  private static final int SOF0 = 0xC0;
  private static final int SOF2 = 0xC2;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DNL = 0xDC;
  private static final int DRI = 0xDD;
  private static final int DHP = 0xDE;
  private static final int EXP = 0xDF;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;

  /** An ordinary file has about ten; libjpeg spends time on each. */
  private static final int MOST_TABLES = 2000;

  private final byte[] bytes;
  private final ImageLimits limits;
  private final List<ByteRange> kept = new ArrayList<>();
  private int position = 2;
  private @Nullable JpegFrame frame;
  private @Nullable Orientation orientation;
  private @Nullable Integer adobeTransform;
  private boolean jfif;
  private int tables;
  private int scans;
  private long scanSamples;
  private int componentsSeen;

  private JpegScanner(byte[] bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /** Reads as far as the first scan. */
  static ImageHeader header(byte[] bytes, ImageLimits limits) {
    JpegScanner scanner = new JpegScanner(bytes, limits);
    int marker = scanner.nextMarker();
    while (marker != SOS && marker != EOI) {
      scanner.segment(marker);
      marker = scanner.nextMarker();
    }
    return scanner.structure(scanner.requireFrame()).header();
  }

  /** Reads to the end marker and checks everything. */
  static JpegStructure scan(byte[] bytes, ImageLimits limits) {
    JpegScanner scanner = new JpegScanner(bytes, limits);
    for (int marker = scanner.nextMarker(); marker != EOI; marker = scanner.nextMarker()) {
      scanner.segment(marker);
    }
    JpegFrame frame = scanner.requireFrame();
    if (scanner.componentsSeen != (1 << frame.components().size()) - 1) {
      throw ImageRejectedException.corrupt(
          "Expected data for each of " + frame.components().size() + " components, found less");
    }
    Tail.afterJpeg(bytes, scanner.position);
    return scanner.structure(frame);
  }

  private JpegStructure structure(JpegFrame found) {
    return new JpegStructure(
        found,
        JpegColour.of(found, jfif, adobeTransform),
        orientation == null ? Orientation.AS_STORED : orientation,
        kept);
  }

  private JpegFrame requireFrame() {
    if (frame == null) {
      throw ImageRejectedException.corrupt(
          "Expected a frame header (SOF) before the image data of the JPEG, found none");
    }
    return frame;
  }

  /** Moves behind the next marker; any number of 0xFF may fill the space before it. */
  private int nextMarker() {
    need(2);
    if (u8(bytes, position) != 0xFF) {
      throw ImageRejectedException.corrupt(
          "Expected a JPEG marker at byte %d, found 0x%02X"
              .formatted(position, u8(bytes, position)));
    }
    while (u8(bytes, position) == 0xFF) {
      position++;
      need(1);
    }
    return u8(bytes, position++);
  }

  private void need(int count) {
    if (count > bytes.length - position) {
      throw ImageRejectedException.corrupt(
          "Expected the JPEG to go on to its end marker, found its end at byte " + bytes.length);
    }
  }

  private void segment(int marker) {
    if (marker < SOF0 || marker == SOI || (marker >= RST0 && marker <= RST7)) {
      throw ImageRejectedException.corrupt(
          "Expected a table, frame or scan in the JPEG, found marker 0x%02X".formatted(marker));
    }
    int start = position - 2;
    need(2);
    int length = u16(bytes, position);
    if (length < 2) {
      throw ImageRejectedException.corrupt(
          "Expected a segment length of at least 2, found " + length);
    }
    need(length);
    int body = position + 2;
    int end = position + length;
    position = end;
    if (marker == SOS) {
      scan(body, end);
      keep(start, position);
    } else if (marker == DHT || marker == DQT || marker == DRI) {
      countTable();
      keep(start, end);
    } else if (marker <= SOF2) {
      frame(body, end, marker == SOF2);
      keep(start, end);
    } else if (marker >= APP0 && marker <= APP15) {
      application(marker, body, end);
    } else if (marker != COM) {
      refuse(marker);
    }
  }

  private static void refuse(int marker) {
    boolean frameOfAnotherKind = marker < RST0 && marker != JPG;
    if (frameOfAnotherKind || marker == DAC || marker == DNL || marker == DHP || marker == EXP) {
      throw ImageRejectedException.unsupportedEncoding(
          "Expected a baseline or progressive JPEG with Huffman codes, found a lossless, hierarchical or arithmetic one (marker 0x%02X)"
              .formatted(marker));
    }
    throw ImageRejectedException.corrupt(
        "Expected a JPEG marker that means something, found 0x%02X".formatted(marker));
  }

  private void keep(int from, int to) {
    kept.add(new ByteRange(from, to));
  }

  private void countTable() {
    if (++tables > MOST_TABLES) {
      throw ImageRejectedException.tooComplex(
          "Expected at most " + MOST_TABLES + " tables in a JPEG, found more");
    }
  }

  private void frame(int body, int end, boolean progressive) {
    if (frame != null) {
      throw ImageRejectedException.corrupt("Expected one frame in a JPEG, found a second");
    }
    JpegFrame found = JpegFrame.parse(bytes, body, end, progressive);
    limits.checkSize(found.width(), found.height());
    frame = found;
  }

  private void application(int marker, int body, int end) {
    if (marker == APP0 && begins(body, end, "JFIF\0")) {
      jfif = true;
    } else if (marker == APP1 && orientation == null && begins(body, end, "Exif\0\0")) {
      orientation = ExifOrientation.read(bytes, body + 6, end);
    } else if (marker == APP14 && end - body >= 12 && begins(body, end, "Adobe")) {
      adobeTransform = u8(bytes, body + 11);
    }
  }

  private boolean begins(int body, int end, String name) {
    if (end - body < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[body + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void scan(int body, int end) {
    JpegFrame image = requireFrame();
    int count = end > body ? u8(bytes, body) : 0;
    if (count < 1 || count > image.components().size() || end - body != 4 + 2 * count) {
      throw ImageRejectedException.corrupt(
          "Expected a scan header as long as its components, found " + (end - body) + " bytes");
    }
    boolean firstCoefficient = u8(bytes, body + 1 + 2 * count) == 0;
    int inThisScan = 0;
    long leastBits = 0;
    for (int i = 0; i < count; i++) {
      int index = image.indexOf(u8(bytes, body + 1 + 2 * i));
      if (index < 0 || (inThisScan & (1 << index)) != 0) {
        throw ImageRejectedException.corrupt(
            "Expected a scan to name components of its frame once, found otherwise");
      }
      inThisScan |= 1 << index;
      scanSamples += image.samples(index);
      leastBits += image.leastBlocks(index);
    }
    if (firstCoefficient) {
      componentsSeen |= inThisScan;
    }
    if (++scans > limits.maxScans() || scanSamples > limits.maxScanSamples()) {
      throw ImageRejectedException.tooComplex(
          "Expected at most %d scans visiting %d samples together, found more"
              .formatted(limits.maxScans(), limits.maxScanSamples()));
    }
    position = endOfData(end);
    // A header can claim any size; data in proportion cannot be faked, so memory is only spent on
    // those who sent some.
    if (firstCoefficient && (position - end) * 8L < leastBits) {
      throw ImageRejectedException.corrupt(
          "Expected at least %d bits in a scan of this size, found %d bytes"
              .formatted(leastBits, position - end));
    }
  }

  /**
   * First byte behind the entropy-coded data: a marker that is neither a stuffed zero nor a
   * restart.
   */
  private int endOfData(int from) {
    for (int i = from; i < bytes.length - 1; i++) {
      if (bytes[i] == (byte) 0xFF) {
        int next = u8(bytes, i + 1);
        if (next != 0 && next != 0xFF && (next < RST0 || next > RST7)) {
          return i;
        }
      }
    }
    throw ImageRejectedException.corrupt(
        "Expected the JPEG to go on to its end marker, found its end at byte " + bytes.length);
  }
}
