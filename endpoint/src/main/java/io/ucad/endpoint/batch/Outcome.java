package io.ucad.endpoint.batch;

import ai.djl.modality.Output;

/** How a request ended. */
public sealed interface Outcome {
  /** The model answered; the answer may be a refusal of a bad image. */
  record Answered(Output output) implements Outcome {}

  /** The deadline passed before its turn came. */
  record Expired() implements Outcome {}

  /** The asker went away before its turn came. */
  record Gone() implements Outcome {}

  /** The program ends. */
  record Stopped() implements Outcome {}

  /**
   * A fault of ours.
   *
   * @param cause for the log, never for the asker
   */
  record Failed(Throwable cause) implements Outcome {}
}
