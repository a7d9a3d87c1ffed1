package io.ucad.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 as lower-case hexadecimal text. */
public final class Sha256 {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** A digest to be fed. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What a digest was fed with; it starts anew. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of some bytes. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** Of some text in UTF-8. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  static boolean isHex(String text) {
    return HEX.matcher(text).matches();
  }

  /**
   * Reads the stream to its end but never more than {@code limit} + 1 bytes: a file that grows
   * cannot hold us.
   */
  static FileDigest of(InputStream in, long limit) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    while (bytes <= limit) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, limit + 1 - bytes));
      if (read < 0) {
        break;
      }
      digest.update(buffer, 0, read);
      bytes += read;
    }
    return new FileDigest(bytes, hex(digest));
  }

  /** Digests what is written and keeps none of it. */
  static FileDigest of(TaskContent content) throws IOException {
    Counted counted = new Counted(OutputStream.nullOutputStream());
    content.writeTo(counted);
    return counted.digest();
  }

  /** Passes bytes on, counts and digests them. */
  static final class Counted extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }

    /** Of all that was written; to be asked for once. */
    FileDigest digest() {
      return new FileDigest(bytes, hex(digest));
    }
  }
}
