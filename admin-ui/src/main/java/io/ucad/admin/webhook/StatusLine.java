package io.ucad.admin.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads of an answer what a sender needs to know, and no more than a few kilobytes. */
final class StatusLine {
  private static final int MOST = 8 << 10;
  private static final int FINAL = 200;
  private static final Pattern LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

  private final InputStream in;
  private int left = MOST;

  StatusLine(InputStream in) {
    this.in = in;
  }

  /** The status; empty for what is not HTTP. Those before the final one are passed over. */
  OptionalInt read() throws IOException {
    while (true) {
      Matcher line = LINE.matcher(line());
      if (!line.matches()) {
        return OptionalInt.empty();
      }
      int status = Integer.parseInt(line.group(1));
      if (status >= FINAL) {
        return OptionalInt.of(status);
      }
      while (!line().isEmpty()) {
        // the head of an interim answer
      }
    }
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n' && left > 0; b = in.read()) {
      bytes.write(b);
      left--;
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
