package io.ucad.store;

import java.util.regex.Pattern;

/** The one rule for names that become file names: short, lower case, no separator, no dot. */
final class Names {

  static final String RULE = "[a-z0-9][a-z0-9_-]{0,62}";
  private static final Pattern PATTERN = Pattern.compile(RULE);
  private static final int SHOWN = 80;

  private Names() {}

  static boolean isValid(String name) {
    return PATTERN.matcher(name).matches();
  }

  static String check(String what, String name) {
    if (!isValid(name)) {
      throw new StoreException.Refused(
          what + " \"" + printable(name) + "\" is not allowed: expected " + RULE);
    }
    return name;
  }

  /** A hostile name must not forge lines in a log or fill it. */
  static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), SHOWN); i++) {
      char c = name.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    return name.length() > SHOWN ? text + "..." : text.toString();
  }
}
