package io.ucad.cli.batch;

import java.io.IOException;
import java.io.InputStream;

/** Reads what comes from outside, up to a limit. */
final class Bounded {
  private Bounded() {}

  static byte[] read(InputStream in, long maxBytes) throws IOException {
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    byte[] bytes = in.readNBytes(limit);
    if (bytes.length == limit && in.read() >= 0) {
      throw new IOException("expected at most " + limit + " bytes, found more");
    }
    return bytes;
  }
}
