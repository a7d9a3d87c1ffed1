package io.ucad.admin.webhook;

/**
 * What came back of one attempt.
 *
 * @param status of HTTP; 0 if there was none
 */
record Answer(Outcome outcome, int status) {
  private static final int OK = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;

  /** Without a status. */
  static Answer of(Outcome outcome) {
    return new Answer(outcome, 0);
  }

  /** What a status means. */
  static Answer of(int status) {
    Outcome outcome = Outcome.STATUS;
    if (status >= OK && status < FIRST_REDIRECT) {
      outcome = Outcome.DELIVERED;
    } else if (status >= FIRST_REDIRECT && status < FIRST_ERROR) {
      outcome = Outcome.REDIRECT;
    }
    return new Answer(outcome, status);
  }
}
