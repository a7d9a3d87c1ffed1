package io.ucad.detector.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds PNG files of every kind by the book, one sample at a time, for tests. */
final class PngFixture {
  /** The stored sample of a pixel. */
  interface Samples {
    int at(int x, int y, int channel);
  }

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final int width;
  private final int height;
  private final int depth;
  private final int type;
  private final ByteArrayOutputStream beforeData = new ByteArrayOutputStream();
  private boolean interlaced;
  private int dataChunk = Integer.MAX_VALUE;

  PngFixture(int width, int height, int depth, int type) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.type = type;
  }

  PngFixture interlaced() {
    interlaced = true;
    return this;
  }

  PngFixture splitData(int bytes) {
    dataChunk = bytes;
    return this;
  }

  PngFixture chunk(String name, byte... body) {
    beforeData.writeBytes(chunkBytes(name, body));
    return this;
  }

  byte[] encode(Samples samples) {
    return assemble(deflate(rows(samples), 6));
  }

  byte[] assemble(byte[] data) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    png.writeBytes(chunkBytes("IHDR", header()));
    png.writeBytes(beforeData.toByteArray());
    for (int from = 0; from < data.length; from += Math.min(dataChunk, data.length - from)) {
      int length = Math.min(dataChunk, data.length - from);
      byte[] part = new byte[length];
      System.arraycopy(data, from, part, 0, length);
      png.writeBytes(chunkBytes("IDAT", part));
    }
    png.writeBytes(chunkBytes("IEND"));
    return png.toByteArray();
  }

  private byte[] header() {
    byte[] header = new byte[13];
    BigEndian.put32(header, 0, width);
    BigEndian.put32(header, 4, height);
    header[8] = (byte) depth;
    header[9] = (byte) type;
    header[12] = (byte) (interlaced ? 1 : 0);
    return header;
  }

  private int channels() {
    return switch (type) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Filtered rows of all passes; the filters take turns. */
  private byte[] rows(Samples samples) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int turn = 0;
    for (int[] pass : interlaced ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
      byte[] above = null;
      for (int y = pass[1]; y < height; y += pass[3]) {
        byte[] row = packed(samples, y, pass[0], pass[2]);
        if (row.length == 0) {
          break;
        }
        int filter = turn++ % 5;
        out.write(filter);
        out.writeBytes(filtered(filter, row, above == null ? new byte[row.length] : above));
        above = row;
      }
    }
    return out.toByteArray();
  }

  private byte[] packed(Samples samples, int y, int first, int step) {
    int count = width <= first ? 0 : (width - first + step - 1) / step;
    byte[] row = new byte[(count * channels() * depth + 7) / 8];
    int bit = 0;
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels(); c++) {
        int value = samples.at(first + i * step, y, c);
        for (int b = depth - 1; b >= 0; b--, bit++) {
          row[bit / 8] |= (byte) (((value >> b) & 1) << (7 - bit % 8));
        }
      }
    }
    return row;
  }

  private byte[] filtered(int filter, byte[] row, byte[] above) {
    int back = Math.max(1, channels() * depth / 8);
    byte[] out = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int left = i < back ? 0 : row[i - back] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = i < back ? 0 : above[i - back] & 0xFF;
      int prediction =
          switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, corner);
            default -> 0;
          };
      out[i] = (byte) (row[i] - prediction);
    }
    return out;
  }

  private static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }
    return pb <= pc ? b : c;
  }

  static byte[] deflate(byte[] data, int level) {
    Deflater deflater = new Deflater(level);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] chunkBytes(String name, byte... body) {
    byte[] chunk = new byte[body.length + 12];
    BigEndian.put32(chunk, 0, body.length);
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, chunk, 4, 4);
    System.arraycopy(body, 0, chunk, 8, body.length);
    CRC32 crc = new CRC32();
    crc.update(chunk, 4, body.length + 4);
    BigEndian.put32(chunk, 8 + body.length, (int) crc.getValue());
    return chunk;
  }

  /** Makes the checksums of a damaged file right again, as far as its chunks can be followed. */
  static void repairChecksums(byte[] png) {
    long at = SIGNATURE.length;
    while (at + 12 <= png.length) {
      long length = BigEndian.u32(png, (int) at);
      if (at + 12 + length > png.length) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(png, (int) at + 4, (int) length + 4);
      BigEndian.put32(png, (int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
  }
}
