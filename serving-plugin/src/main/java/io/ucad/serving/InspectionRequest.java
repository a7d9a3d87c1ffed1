package io.ucad.serving;

import ai.djl.modality.Input;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.util.Pair;
import io.ucad.detector.image.ImageErrorCode;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageHeader;
import io.ucad.detector.image.ImageRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * A request that is sound as far as can be told without decoding its image.
 *
 * @param image encoded, not to be written
 * @param pixels that its header tells
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
record InspectionRequest(byte[] image, long pixels, Parameters parameters) {

  /**
   * @throws RequestException if a parameter or the form is wrong
   * @throws ImageRejectedException if there is no image, or it is refused from its header
   */
  static InspectionRequest of(Input input, ImageGuard guard) {
    Parameters parameters = Parameters.of(input);
    byte[] image = image(input).getAsBytes();
    ImageHeader header = guard.inspect(image);
    return new InspectionRequest(image, (long) header.width() * header.height(), parameters);
  }

  private static BytesSupplier image(Input input) {
    BytesSupplier found = null;
    for (Pair<String, BytesSupplier> field : input.getContent()) {
      if (isImage(field.getKey())) {
        if (found != null) {
          throw RequestException.badParameter(
              "expected one image in a request, found several; send one request for each");
        }
        found = field.getValue();
      }
    }
    if (found == null) {
      throw new ImageRejectedException(
          ImageErrorCode.EMPTY_IMAGE,
          "Expected a PNG or JPEG as the body or as the form field data, found none.");
    }
    return found;
  }

  private static boolean isImage(@Nullable String name) {
    return name == null || name.equals(Parameters.DATA);
  }
}
