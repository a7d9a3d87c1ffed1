package io.ucad.endpoint.http;

import io.ucad.detector.answer.ErrorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What the container itself refuses (a malformed request line, too many headers) is answered in the
 * form of all other errors, without a word about the container. Made by name.
 */
public final class JsonErrorValve extends ErrorReportValve {
  private static final int FIRST_ERROR = 400;
  private static final int OURS = 500;

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String id = UUID.randomUUID().toString();
    String message =
        status < OURS
            ? "expected a well-formed HTTP request for this endpoint, found something else"
            : "expected an answer, found a fault of ours";
    var json = ErrorJson.of(status < OURS ? "BAD_HTTP_REQUEST" : "INTERNAL", message, id);
    json.addProperty("error", message);
    try {
      response.setContentType(Reply.JSON);
      response.setHeader("X-Request-Id", id);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      container.getLogger().debug("nobody reads this refusal", e);
    }
  }
}
