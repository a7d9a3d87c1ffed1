package io.ucad.admin.text;

/** What is done to texts in many places. */
public final class Texts {
  private Texts() {}

  /** The beginning of a text, as long as there is room for. */
  public static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
