package io.ucad.detector.image;

import java.util.BitSet;

/**
 * Which pixels of an image are defective. A pixel is marked when it is at least half as bright as
 * the brightest pixel of the mask image, so masks of 0 and 255, of 0 and 1, and with smoothed edges
 * all read as they were meant; an all-black one marks nothing.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final BitSet marked;

  private Mask(int width, int height, BitSet marked) {
    this.width = width;
    this.height = height;
    this.marked = marked;
  }

  static Mask of(DecodedImage image) {
    byte[] samples = image.samples();
    int channels = image.channels();
    int brightest = 0;
    for (byte sample : samples) {
      brightest = Math.max(brightest, sample & 0xFF);
    }
    BitSet marked = new BitSet(image.width() * image.height());
    for (int i = 0; i < samples.length && brightest > 0; i++) {
      if (2 * (samples[i] & 0xFF) >= brightest) {
        marked.set(i / channels);
      }
    }
    return new Mask(image.width(), image.height(), marked);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public boolean isMarked(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "Expected x < %d and y < %d, found %d, %d".formatted(width, height, x, y));
    }
    return marked.get(y * width + x);
  }

  /** Number of marked pixels. */
  public int area() {
    return marked.cardinality();
  }

  /** The mask as an array, {@code [height, width]} row-major. */
  public boolean[] toArray() {
    boolean[] array = new boolean[width * height];
    for (int i = marked.nextSetBit(0); i >= 0; i = marked.nextSetBit(i + 1)) {
      array[i] = true;
    }
    return array;
  }
}
