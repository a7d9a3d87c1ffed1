package io.ucad.store;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON file that knows what it is and notices any changed byte of itself:
 *
 * <pre>{@code
 * {"format":"ucad-memory","formatVersion":1,"sha256":"<64 hex digits>","content":
 * {...}}
 * }</pre>
 *
 * <p>The checksum is that of the whole file with its own 64 digits replaced by zeros. The first
 * line is frozen for all format versions, so that a future file can be told from a broken one.
 */
final class SealedJson {

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\"format\":\"([a-z-]{1,32})\",\"formatVersion\":(0|[1-9][0-9]{0,8}),\"sha256\":\"([0-9a-f]{64})\",\"content\":");
  private static final int MAX_HEADER = 256;
  private static final byte[] FOOTER = {'}', '\n'};

  private SealedJson() {}

  static byte[] seal(String format, int formatVersion, JsonObject content) {
    String before =
        "{\"format\":\"" + format + "\",\"formatVersion\":" + formatVersion + ",\"sha256\":\"";
    String text = before + "0".repeat(64) + "\",\"content\":\n" + StrictJson.write(content) + "}\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = Sha256.digest();
    digest.update(bytes);
    byte[] checksum = Sha256.hex(digest).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(checksum, 0, bytes, before.length(), checksum.length);
    return bytes;
  }

  /**
   * The content of an intact file of this format and a version in {@code 1..supported}; {@code
   * file} is for messages.
   */
  static JsonObject open(byte[] bytes, String file, String format, int supported) {
    int line = endOfFirstLine(bytes);
    String first = new String(bytes, 0, line, StandardCharsets.US_ASCII);
    Matcher header = HEADER.matcher(first);
    if (!header.matches()) {
      throw new StoreException.Corrupt(
          file, "a header of " + format, '"' + Names.printable(first) + '"');
    }
    requireChecksum(bytes, file, header);
    if (!header.group(1).equals(format)) {
      throw new StoreException.Corrupt(file, "format " + format, "format " + header.group(1));
    }
    int formatVersion = Integer.parseInt(header.group(2));
    if (formatVersion > supported) {
      throw new StoreException.TooNew(file, formatVersion, supported);
    }
    if (formatVersion < 1) {
      throw new StoreException.TooOld(file, formatVersion, 1);
    }
    int end = bytes.length - FOOTER.length;
    if (end <= line || !Arrays.equals(bytes, end, bytes.length, FOOTER, 0, FOOTER.length)) {
      throw new StoreException.Corrupt(file, "a closing brace", "none");
    }
    try {
      return StrictJson.read(Arrays.copyOfRange(bytes, line, end));
    } catch (StrictJson.Malformed e) {
      throw new StoreException.Corrupt(file, "one JSON object", String.valueOf(e.getMessage()));
    }
  }

  private static int endOfFirstLine(byte[] bytes) {
    int limit = Math.min(bytes.length, MAX_HEADER);
    for (int i = 0; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return limit;
  }

  private static void requireChecksum(byte[] bytes, String file, Matcher header) {
    byte[] zeroed = bytes.clone();
    Arrays.fill(zeroed, header.start(3), header.end(3), (byte) '0');
    MessageDigest digest = Sha256.digest();
    digest.update(zeroed);
    String actual = Sha256.hex(digest);
    if (!actual.equals(header.group(3))) {
      throw new StoreException.Corrupt(file, "sha256 " + header.group(3), "sha256 " + actual);
    }
  }
}
