package io.ucad.deployment;

/** Text of a server, fit for a message: short, and without control characters. */
final class Printable {
  private static final int SHOWN = 300;

  private Printable() {}

  static String of(String text) {
    String clean = text.strip().replaceAll("[^\\x20-\\x7e]+", " ");
    return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
  }
}
