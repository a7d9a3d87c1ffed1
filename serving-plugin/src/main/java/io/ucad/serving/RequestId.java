package io.ucad.serving;

import ai.djl.modality.Input;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * By which the asker knows the answer, and the log: that of the header {@code X-Request-Id}, else
 * the server's own, else a new one. What could forge or fill a line of a log is not taken over.
 */
final class RequestId {
  static final String HEADER = "X-Request-Id";

  /** DJL Serving puts its own under this name. */
  private static final String OF_SERVER = "requestId";

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  static String of(Input input) {
    for (String name : List.of(HEADER, OF_SERVER)) {
      String sent = input.getProperty(name, "");
      if (ALLOWED.matcher(sent).matches()) {
        return sent;
      }
    }
    return UUID.randomUUID().toString();
  }
}
