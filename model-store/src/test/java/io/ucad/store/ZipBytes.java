package io.ucad.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zip files that no library would write: any names, in any number, and lies about lengths. */
final class ZipBytes {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int LENGTHS_FOLLOW = 8;
  private static final int UTF8 = 1 << 11;

  private final ByteArrayOutputStream locals = new ByteArrayOutputStream();
  private final ByteArrayOutputStream central = new ByteArrayOutputStream();
  private int entries;

  /** Adds a stored file. */
  ZipBytes file(String name, byte[] content) {
    return add(name, content, 0);
  }

  /** Adds what unpacking tools make a symbolic link of. */
  ZipBytes link(String name, String target) {
    return add(name, target.getBytes(StandardCharsets.UTF_8), 0120777 << 16);
  }

  /** Adds a compressed file of so many MiB of zeros, whose length is told only after it. */
  ZipBytes zeros(String name, int mebibytes) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    central(nameBytes, DEFLATED, new byte[0], 0, locals.size());
    locals.writeBytes(local(nameBytes, DEFLATED, LENGTHS_FOLLOW, new byte[0]));
    byte[] block = mebibyteOfZeros();
    for (int i = 0; i < mebibytes; i++) {
      locals.writeBytes(block);
    }
    return this;
  }

  /** The whole file. */
  byte[] toBytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(locals.toByteArray());
    all.writeBytes(central.toByteArray());
    all.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) entries)
            .putShort((short) entries)
            .putInt(central.size())
            .putInt(locals.size())
            .putShort((short) 0)
            .array());
    return all.toByteArray();
  }

  /** Only the files, without the directory at the end. */
  byte[] withoutDirectory() {
    return locals.toByteArray();
  }

  private ZipBytes add(String name, byte[] content, int attributes) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    central(nameBytes, STORED, content, attributes, locals.size());
    locals.writeBytes(local(nameBytes, STORED, 0, content));
    locals.writeBytes(content);
    return this;
  }

  private static byte[] local(byte[] name, int method, int flags, byte[] content) {
    return little(30 + name.length)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) (UTF8 | flags))
        .putShort((short) method)
        .putInt(0)
        .putInt((int) crc(content))
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) name.length)
        .putShort((short) 0)
        .put(name)
        .array();
  }

  private void central(byte[] name, int method, byte[] content, int attributes, int offset) {
    entries++;
    central.writeBytes(
        little(46 + name.length)
            .putInt(0x02014b50)
            .putShort((short) (3 << 8 | 20)) // made on Unix, so that the attributes count
            .putShort((short) 20)
            .putShort((short) UTF8)
            .putShort((short) method)
            .putInt(0)
            .putInt((int) crc(content))
            .putInt(content.length)
            .putInt(content.length)
            .putShort((short) name.length)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(attributes)
            .putInt(offset)
            .put(name)
            .array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  /**
   * A piece of a deflate stream that can be repeated, as nothing in it refers to what was before.
   */
  private static byte[] mebibyteOfZeros() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(new byte[1 << 20]);
      byte[] buffer = new byte[1 << 16];
      int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
      return Arrays.copyOf(buffer, length);
    } finally {
      deflater.end();
    }
  }
}
