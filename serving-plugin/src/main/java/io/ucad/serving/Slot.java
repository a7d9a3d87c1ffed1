package io.ucad.serving;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of one request in a batch, from the input to its answer. A step that fails, even with
 * an {@code Error}, answers this request and no other.
 */
final class Slot {
  private final Input input;
  private final String requestId;
  private @Nullable InspectionRequest request;
  private @Nullable DecodedImage image;
  private double decodeMillis;
  private @Nullable Output answer;

  Slot(Input input) {
    this.input = input;
    this.requestId = RequestId.of(input);
  }

  /** Whether there is no answer yet. */
  boolean open() {
    return answer == null;
  }

  void attempt(Step step) {
    try {
      step.take(this);
    } catch (Throwable fault) {
      fail(fault);
    }
  }

  void read(ImageGuard guard) {
    request = InspectionRequest.of(input, guard);
  }

  void decode(ImageGuard guard) {
    long start = System.nanoTime();
    image = guard.decode(request().image());
    decodeMillis = (System.nanoTime() - start) / 1e6;
  }

  void answer(Output output) {
    answer = output;
  }

  void fail(Throwable fault) {
    answer = Answers.failed(fault, requestId);
  }

  String requestId() {
    return requestId;
  }

  InspectionRequest request() {
    return Objects.requireNonNull(request);
  }

  DecodedImage image() {
    return Objects.requireNonNull(image);
  }

  /** Pixels are large; nobody needs them once the request is answered. */
  void dropImage() {
    image = null;
  }

  double decodeMillis() {
    return decodeMillis;
  }

  Output answer() {
    return Objects.requireNonNull(answer);
  }

  /** A part of the work on one request. */
  @FunctionalInterface
  interface Step {
    void take(Slot slot);
  }
}
