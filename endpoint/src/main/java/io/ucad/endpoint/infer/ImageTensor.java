package io.ucad.endpoint.infer;

import io.ucad.detector.image.Png;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An image as a tensor [height, width, channels] or [1, height, width, channels] with one or three
 * channels: UINT8, or FP32 from 0 to 1, which is rounded to 8 bits. It goes on as a PNG, so that
 * every image passes the same guard.
 *
 * @param floats FP32 instead of UINT8
 */
record ImageTensor(int height, int width, int channels, boolean floats) {
  private static final int MOST = 255;

  /**
   * @param limit elements that the sent bytes can hold
   */
  static ImageTensor of(List<Integer> shape, boolean floats, long limit) {
    List<Integer> sizes =
        shape.size() == 4 && shape.get(0) == 1 ? shape.subList(1, 4) : List.copyOf(shape);
    if (sizes.size() != 3
        || sizes.stream().anyMatch(size -> size < 1)
        || (sizes.get(2) != 1 && sizes.get(2) != 3)) {
      throw InferRequest.bad(
          "one image of the shape [height, width, channels] or [1, height, width, channels] with 1 or 3 channels");
    }
    long elements = (long) sizes.get(0) * sizes.get(1);
    if (elements > limit || elements * sizes.get(2) > limit) {
      throw InferRequest.bad("as many values as the shape says");
    }
    return new ImageTensor(sizes.get(0), sizes.get(1), sizes.get(2), floats);
  }

  int elements() {
    return height * width * channels;
  }

  /** One value as it is in JSON. */
  byte sample(double value) {
    double scaled = floats ? value * MOST : value;
    if (!(scaled >= 0 && scaled <= MOST)) {
      throw InferRequest.bad(floats ? "FP32 values from 0 to 1" : "UINT8 values from 0 to 255");
    }
    return (byte) Math.round(scaled);
  }

  /** Values behind the JSON, little-endian. */
  byte[] samples(ByteBuffer bytes) {
    if (bytes.remaining() != (long) elements() * (floats ? Float.BYTES : 1)) {
      throw InferRequest.bad("as many values as the shape says");
    }
    byte[] samples = new byte[elements()];
    if (!floats) {
      bytes.get(samples);
      return samples;
    }
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(bytes.getFloat());
    }
    return samples;
  }

  byte[] png(byte[] samples) {
    return channels == 1
        ? Png.encodeGrey(width, height, samples)
        : Png.encodeRgb(width, height, samples);
  }
}
