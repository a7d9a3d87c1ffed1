package io.ucad.detector.image;

/** Bytes {@code [from, to)} of a file. */
record ByteRange(int from, int to) {
  static final ByteRange NONE = new ByteRange(0, 0);

  int length() {
    return to - from;
  }
}
