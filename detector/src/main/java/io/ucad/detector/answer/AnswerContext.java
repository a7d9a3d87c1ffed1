package io.ucad.detector.answer;

/**
 * What an answer says besides what was inspected.
 *
 * @param requestId by which the asker knows the answer
 * @param version of the model, such as {@code v7}
 * @param backbone name of the ViT
 * @param decodeMillis time from bytes to pixels, measured by the caller
 */
public record AnswerContext(
    String requestId, String version, String backbone, double decodeMillis) {
  public AnswerContext {
    if (!(decodeMillis >= 0) || Double.isInfinite(decodeMillis)) {
      throw new IllegalArgumentException(
          "expected a decode time of at least 0 ms, found " + decodeMillis);
    }
  }
}
