package io.ucad.trainer.prompt;

/** Prompts cannot be learned from what was given. */
public final class PromptTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PromptTrainingException(String message) {
    super(message);
  }
}
