package io.ucad.endpoint.http;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param body not copied: do not write
 * @param headers besides those of length and type
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
  public static final String JSON = "application/json";

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, body, Map.of());
  }

  public static Reply json(int status, JsonElement json) {
    return of(status, JSON, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** With more headers. */
  public Reply with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Reply(status, contentType, body, all);
  }
}
