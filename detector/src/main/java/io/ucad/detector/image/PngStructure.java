package io.ucad.detector.image;

/**
 * A PNG whose chunks were all walked and checked.
 *
 * @param width pixels as stored
 * @param height pixels as stored
 * @param bitDepth bits a sample: 1, 2, 4, 8 or 16
 * @param colour what the samples of a pixel are
 * @param interlaced Adam7
 * @param palette body of the PLTE chunk, {@code [entries, 3]}; empty without one
 * @param transparency body of the tRNS chunk; empty without one
 * @param orientation from an eXIf chunk before the data
 * @param firstData where the first IDAT chunk starts; all of them follow each other
 */
record PngStructure(
    int width,
    int height,
    int bitDepth,
    PngColour colour,
    boolean interlaced,
    ByteRange palette,
    ByteRange transparency,
    Orientation orientation,
    int firstData) {

  ImageHeader header() {
    return ImageHeader.oriented(ImageFormat.PNG, width, height, orientation);
  }

  /** Bytes of one row of this many pixels, without its filter byte. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * colour.samples() * bitDepth + 7) / 8);
  }

  /** Bytes of one pixel, at least 1: the distance that filters look back. */
  int pixelBytes() {
    return Math.max(1, colour.samples() * bitDepth / 8);
  }
}
