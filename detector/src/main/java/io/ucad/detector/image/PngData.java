package io.ucad.detector.image;

import static io.ucad.detector.image.BigEndian.u32;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The inflated content of consecutive IDAT chunks, never more of it than is asked for. */
final class PngData implements AutoCloseable {
  private static final int IDAT = 0x49444154;

  private final byte[] bytes;
  private final Inflater inflater = new Inflater();
  private final byte[] one = new byte[1];
  private int nextChunk;

  PngData(byte[] bytes, int firstChunk) {
    this.bytes = bytes;
    this.nextChunk = firstChunk;
  }

  int readByte() {
    read(one, 1);
    return one[0] & 0xFF;
  }

  /** Fills {@code into[0, length)}. */
  void read(byte[] into, int length) {
    int at = 0;
    while (at < length) {
      int count = inflate(into, at, length - at);
      if (count == 0) {
        throw ImageRejectedException.corrupt(
            "Expected more image data in the PNG, found the end of it");
      }
      at += count;
    }
  }

  /** After the last row: the stream must end here, which also verifies its checksum. */
  void checkEnd() {
    if (inflate(one, 0, 1) != 0 || !inflater.finished()) {
      throw ImageRejectedException.corrupt(
          "Expected the image data of the PNG to end with its last row, found otherwise");
    }
  }

  /** Inflates at least one byte, or returns 0 at the end of the stream or of the chunks. */
  private int inflate(byte[] into, int offset, int length) {
    try {
      while (true) {
        int count = inflater.inflate(into, offset, length);
        if (count > 0 || inflater.finished() || inflater.needsDictionary()) {
          return count;
        }
        if (!feed()) {
          return 0;
        }
      }
    } catch (DataFormatException e) {
      throw new ImageRejectedException(
          ImageErrorCode.CORRUPT_IMAGE,
          "Expected compressed image data in the PNG, found bytes that do not inflate. Send the image again from its source.",
          e);
    }
  }

  private boolean feed() {
    while ((int) u32(bytes, nextChunk + 4) == IDAT) {
      int body = nextChunk + 8;
      int length = (int) u32(bytes, nextChunk);
      nextChunk = body + length + 4;
      if (length > 0) {
        inflater.setInput(bytes, body, length);
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
