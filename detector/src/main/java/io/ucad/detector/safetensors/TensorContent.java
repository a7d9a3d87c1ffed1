package io.ucad.detector.safetensors;

import java.io.IOException;

/** Gives the elements of one tensor piece by piece, so that it need never be whole in memory. */
@FunctionalInterface
public interface TensorContent {
  /** Writes all elements in row-major order. */
  void writeTo(TensorSink sink) throws IOException;
}
