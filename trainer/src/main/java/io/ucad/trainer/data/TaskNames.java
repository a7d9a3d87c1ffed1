package io.ucad.trainer.data;

import java.util.regex.Pattern;

/** The names a task may have: safe as a folder, in a URL and in a page. */
final class TaskNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  private TaskNames() {}

  static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }

  static void require(String name) {
    if (!isValid(name)) {
      throw DatasetException.of(
          "a task name matching " + NAME,
          "'" + printable(name) + "'",
          "Rename the task and its folder to lower-case letters, digits, '_' and '-'.");
    }
  }

  /** A hostile name may be long or hold control characters; a log line may not. */
  private static String printable(String name) {
    String clean = name.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "...";
  }
}
