package io.ucad.serving;

/** A request that the asker has to change: a status of 400 to 499 and a stable code. */
final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  RequestException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A parameter has a value that it cannot have, or there is no such parameter. */
  static RequestException badParameter(String message) {
    return new RequestException(400, "BAD_PARAMETER", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
