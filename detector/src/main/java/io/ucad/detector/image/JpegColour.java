package io.ucad.detector.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the components of a JPEG mean. */
enum JpegColour {
  GREY,
  YCBCR,
  RGB,
  CMYK,
  YCCK;

  private static final List<Integer> RGB_NAMES = List.of((int) 'R', (int) 'G', (int) 'B');

  /**
   * Decides as the common decoders do: a JFIF file is YCbCr, an Adobe marker says what it is,
   * components named R, G, B are that, and everything else is YCbCr or CMYK.
   *
   * @param adobeTransform the transform of the APP14 marker, null without one
   */
  static JpegColour of(JpegFrame frame, boolean jfif, @Nullable Integer adobeTransform) {
    List<Integer> names = frame.components().stream().map(JpegFrame.Component::id).toList();
    return switch (names.size()) {
      case 1 -> GREY;
      case 3 -> {
        if (jfif) {
          yield YCBCR;
        }
        if (adobeTransform != null) {
          yield adobeTransform == 0 ? RGB : YCBCR;
        }
        yield names.equals(RGB_NAMES) ? RGB : YCBCR;
      }
      default -> adobeTransform != null && adobeTransform == 2 ? YCCK : CMYK;
    };
  }
}
