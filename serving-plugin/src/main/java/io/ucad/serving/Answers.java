package io.ucad.serving;

import ai.djl.modality.Output;
import com.google.gson.JsonObject;
import io.ucad.detector.DetectorException;
import io.ucad.detector.answer.ErrorJson;
import io.ucad.detector.image.ImageRejectedException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers as a model server sends them: a status, headers, and JSON. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** Statuses from here on are faults of ours. */
  private static final int OURS = 500;

  private Answers() {}

  static Output inspected(JsonObject body, String requestId) {
    return output(200, "OK", body, requestId);
  }

  /** The model is going, or could not be loaded. */
  static Output unavailable(String requestId) {
    return error(
        503,
        "MODEL_UNAVAILABLE",
        "Expected a loaded model, found none. Ask again later; the server's log says why.",
        requestId);
  }

  /**
   * Whatever went wrong with one request. Faults of ours are logged, and only their code is told.
   */
  static Output failed(Throwable fault, String requestId) {
    if (fault instanceof RequestException e) {
      return error(e.status(), e.code(), String.valueOf(e.getMessage()), requestId);
    }
    if (fault instanceof ImageRejectedException e) {
      int status = e.code().httpStatus();
      if (status >= OURS) {
        LOG.error("request {}: no memory to decode an image", requestId, e);
      }
      return error(status, e.code().name(), String.valueOf(e.getMessage()), requestId);
    }
    LOG.error("request {} failed", requestId, fault);
    if (fault instanceof DetectorException e) {
      return error(OURS, e.code().name(), fault(requestId), requestId);
    }
    if (fault instanceof OutOfMemoryError) {
      return error(
          503,
          "OUT_OF_MEMORY",
          "Expected memory for this request, found none left. Send it again later.",
          requestId);
    }
    return error(OURS, "INTERNAL_ERROR", fault(requestId), requestId);
  }

  private static String fault(String requestId) {
    return "Expected an answer, found a fault of this server. Its log tells more under "
        + requestId;
  }

  private static Output error(int status, String code, String message, String requestId) {
    Output output = output(status, code, ErrorJson.of(code, message, requestId), requestId);
    if (status == 503) {
      output.addProperty("Retry-After", "1");
    }
    return output;
  }

  /**
   * @param reason stands in the first line of an HTTP answer, so it must be one word
   */
  private static Output output(int status, String reason, JsonObject body, String requestId) {
    Output output = new Output(status, reason);
    output.addProperty("Content-Type", "application/json");
    output.addProperty(RequestId.HEADER, requestId);
    output.add(body.toString().getBytes(StandardCharsets.UTF_8));
    return output;
  }
}
