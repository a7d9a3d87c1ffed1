package io.ucad.detector.image;

import static io.ucad.detector.image.BigEndian.u32;
import static io.ucad.detector.image.BigEndian.u8;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chunks of a PNG without inflating anything: order, lengths and checksums of all of
 * them, sizes against the limits as soon as the header is met. Ancillary chunks (text, profiles,
 * animations) are stepped over; nothing ever inflates them.
 */
final class PngScanner {
  private static final int SIGNATURE = 8;
  private static final int OVERHEAD = 12;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int TRNS = 0x74524E53;
  private static final int EXIF = 0x65584966;

  /** Deflate never makes more of a byte. */
  private static final int MOST_INFLATION = 1032;

  private static final int ANCILLARY = 0x20000000;

  private final byte[] bytes;
  private final ImageLimits limits;
  private int position = SIGNATURE;
  private @Nullable PngStructure header;
  private ByteRange palette = ByteRange.NONE;
  private ByteRange transparency = ByteRange.NONE;
  private Orientation orientation = Orientation.AS_STORED;
  private int firstData;
  private boolean dataEnded;
  private long dataBytes;

  private PngScanner(byte[] bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /** Reads as far as the first data. */
  static ImageHeader header(byte[] bytes, ImageLimits limits) {
    PngScanner scanner = new PngScanner(bytes, limits);
    int type;
    do {
      type = scanner.chunk();
    } while (type != IDAT && type != IEND);
    return scanner.structure().header();
  }

  /** Reads to the last chunk and checks everything. */
  static PngStructure scan(byte[] bytes, ImageLimits limits) {
    PngScanner scanner = new PngScanner(bytes, limits);
    while (scanner.chunk() != IEND) {
      // chunk() moves on and refuses what must not be
    }
    if (scanner.firstData == 0) {
      throw ImageRejectedException.corrupt("Expected image data (IDAT) in the PNG, found none");
    }
    scanner.checkDataBytes();
    Tail.afterPng(bytes, scanner.position);
    return scanner.structure();
  }

  /** A header can claim any size; data in proportion cannot be faked. */
  private void checkDataBytes() {
    PngStructure h = requireHeader();
    long leastRows = (long) h.width() * h.height() * h.colour().samples() * h.bitDepth() / 8;
    if (dataBytes * MOST_INFLATION < leastRows) {
      throw ImageRejectedException.corrupt(
          "Expected image data that inflates to %d bytes or more, found %d bytes"
              .formatted(leastRows, dataBytes));
    }
  }

  private PngStructure structure() {
    PngStructure h = requireHeader();
    if (h.colour() == PngColour.INDEXED && palette.length() == 0) {
      throw ImageRejectedException.corrupt(
          "Expected a palette (PLTE) in an indexed PNG, found none");
    }
    return new PngStructure(
        h.width(),
        h.height(),
        h.bitDepth(),
        h.colour(),
        h.interlaced(),
        palette,
        transparency,
        orientation,
        firstData);
  }

  private PngStructure requireHeader() {
    if (header == null) {
      throw ImageRejectedException.corrupt(
          "Expected the PNG to begin with its header (IHDR), found another chunk");
    }
    return header;
  }

  /** Steps over one chunk and returns its type. */
  private int chunk() {
    if (bytes.length - position < OVERHEAD) {
      throw truncated();
    }
    long length = u32(bytes, position);
    if (length > bytes.length - position - OVERHEAD) {
      throw truncated();
    }
    int type = (int) u32(bytes, position + 4);
    int start = position;
    ByteRange body = new ByteRange(position + 8, position + 8 + (int) length);
    checkSum(start + 4, body.to());
    position = body.to() + 4;
    if (header == null) {
      header = header(type, body);
    } else {
      accept(type, start, body);
    }
    return type;
  }

  private ImageRejectedException truncated() {
    return ImageRejectedException.corrupt(
        "Expected the PNG to go on to its last chunk (IEND), found its end at byte "
            + bytes.length);
  }

  private void checkSum(int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    if (crc.getValue() != u32(bytes, to)) {
      throw ImageRejectedException.corrupt(
          "Expected checksum %08X of the chunk at byte %d, found %08X"
              .formatted(crc.getValue(), from - 4, u32(bytes, to)));
    }
  }

  private PngStructure header(int type, ByteRange body) {
    if (type != IHDR || body.length() != 13) {
      throw ImageRejectedException.corrupt(
          "Expected the PNG to begin with a header (IHDR) of 13 bytes, found another chunk");
    }
    int at = body.from();
    long width = u32(bytes, at);
    long height = u32(bytes, at + 4);
    limits.checkSize(width, height);
    int depth = u8(bytes, at + 8);
    PngColour colour = PngColour.of(u8(bytes, at + 9), depth);
    if (u8(bytes, at + 10) != 0 || u8(bytes, at + 11) != 0 || u8(bytes, at + 12) > 1) {
      throw ImageRejectedException.corrupt(
          "Expected compression 0, filter 0 and interlace 0 or 1 in the PNG header, found others");
    }
    return new PngStructure(
        (int) width,
        (int) height,
        depth,
        colour,
        u8(bytes, at + 12) == 1,
        ByteRange.NONE,
        ByteRange.NONE,
        Orientation.AS_STORED,
        0);
  }

  private void accept(int type, int start, ByteRange body) {
    if (firstData != 0 && type != IDAT) {
      dataEnded = true;
    }
    switch (type) {
      case IDAT -> data(start, body.length());
      case PLTE -> palette(body);
      case TRNS -> transparency(body);
      case EXIF -> {
        if (firstData == 0) {
          orientation = ExifOrientation.read(bytes, body.from(), body.to());
        }
      }
      case IEND -> {
        if (body.length() != 0) {
          throw ImageRejectedException.corrupt(
              "Expected an empty last chunk (IEND), found " + body.length() + " bytes");
        }
      }
      default -> other(type);
    }
  }

  private void data(int start, int length) {
    dataBytes += length;
    if (dataEnded) {
      throw ImageRejectedException.corrupt(
          "Expected all image data (IDAT) of the PNG together, found more behind another chunk");
    }
    if (firstData == 0) {
      structure();
      firstData = start;
    }
  }

  private void palette(ByteRange body) {
    PngStructure h = requireHeader();
    boolean colourless = h.colour() == PngColour.GREY || h.colour() == PngColour.GREY_ALPHA;
    if (firstData != 0 || palette.length() != 0 || colourless) {
      throw ImageRejectedException.corrupt(
          "Expected one palette (PLTE) before the data of a colour PNG, found otherwise");
    }
    if (body.length() == 0 || body.length() % 3 != 0 || body.length() > 3 * 256) {
      throw ImageRejectedException.corrupt(
          "Expected 1 to 256 palette entries of 3 bytes, found " + body.length() + " bytes");
    }
    palette = body;
  }

  private void transparency(ByteRange body) {
    PngStructure h = requireHeader();
    boolean fits =
        switch (h.colour()) {
          case GREY -> body.length() == 2;
          case RGB -> body.length() == 6;
          case INDEXED -> body.length() > 0 && body.length() <= palette.length() / 3;
          case GREY_ALPHA, RGB_ALPHA -> false;
        };
    if (firstData != 0 || transparency.length() != 0 || !fits) {
      throw ImageRejectedException.corrupt(
          "Expected one transparency chunk (tRNS) that fits the colours and precedes the data, found otherwise");
    }
    transparency = body;
  }

  private static void other(int type) {
    if (type == IHDR) {
      throw ImageRejectedException.corrupt("Expected one header (IHDR) in the PNG, found a second");
    }
    if ((type & ANCILLARY) == 0) {
      throw ImageRejectedException.unsupportedEncoding(
          "Expected the chunks of the PNG specification, found the critical chunk 0x%08X"
              .formatted(type));
    }
  }
}
