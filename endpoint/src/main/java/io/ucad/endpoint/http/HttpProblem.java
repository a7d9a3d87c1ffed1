package io.ucad.endpoint.http;

import com.google.gson.JsonObject;
import io.ucad.detector.answer.ErrorJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why there is no answer: a status, a stable code for programs, a sentence for people. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public HttpProblem(int status, String code, String message) {
    this(status, code, message, null);
  }

  public HttpProblem(int status, String code, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.status = status;
    this.code = code;
  }

  /** This problem with one header more. */
  public HttpProblem with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /**
   * The answer that tells of it. {@code error} is what the Open Inference Protocol calls the
   * message.
   */
  Reply reply(String requestId) {
    String message = String.valueOf(getMessage());
    JsonObject json = ErrorJson.of(code, message, requestId);
    json.addProperty("error", message);
    return Reply.json(status, json).with(headers);
  }
}
