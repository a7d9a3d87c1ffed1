package io.ucad.trainer.region;

/**
 * Decodes a label map. Implemented by the image guard, the only place that decodes images: every
 * value of a grey image, or every colour of a colour image, is one label.
 */
@FunctionalInterface
public interface LabelReader {
  /**
   * Decodes a label map.
   *
   * @param encoded the bytes of an image file
   */
  LabelMap read(byte[] encoded);
}
