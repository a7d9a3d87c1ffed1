package io.ucad.admin.endpoint;

import java.util.regex.Pattern;

/** A line for the shell that sends an image to the endpoint. */
public final class CurlLine {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./-]+");

  private CurlLine() {}

  /**
   * The line.
   *
   * @param address of the web app, without a slash at its end
   * @param tokens whether the endpoint asks for a token
   * @param file what to send
   */
  public static String of(String address, boolean tokens, String file) {
    return "curl"
        + (tokens ? " -H \"Authorization: Bearer $UCAD_TOKEN\"" : "")
        + " -H \"Content-Type: image/png\" --data-binary "
        + quoted("@" + file)
        + " "
        + address
        + "/predictions/ucad";
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return HARMLESS.matcher(word.substring(1)).matches()
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
