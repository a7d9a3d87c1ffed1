package io.ucad.detector;

/** The model cannot answer: its parts do not fit together, or the asker named what it has not. */
public final class DetectorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Stable codes. */
  public enum Code {
    /** No task has been learned. */
    EMPTY_MODEL,
    /** The asker named a task that the model has not. */
    UNKNOWN_TASK,
    /** A memory was made with another backbone. */
    WRONG_BACKBONE,
    /** Tasks of one model disagree about how keys are made. */
    MIXED_ROUTING,
    /** Vectors, prompts or input of a memory have other sizes than the backbone gives. */
    MISFIT,
    /** Two tasks of one model have the same name. */
    DUPLICATE_TASK,
    /** A score is not a finite number. */
    NOT_FINITE
  }

  private final Code code;

  public DetectorException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
