package io.ucad.detector.answer;

import com.google.gson.JsonObject;

/** The answer when there is none: {@code {"code", "message", "requestId"}}. */
public final class ErrorJson {
  private ErrorJson() {}

  /**
   * @param code stable, for programs, such as {@code IMAGE_TOO_LARGE}
   * @param message for people: what was expected, what was found, what to do
   * @param requestId by which the asker knows the answer
   */
  public static JsonObject of(String code, String message, String requestId) {
    var json = new JsonObject();
    json.addProperty("code", code);
    json.addProperty("message", message);
    json.addProperty("requestId", requestId);
    return json;
  }
}
