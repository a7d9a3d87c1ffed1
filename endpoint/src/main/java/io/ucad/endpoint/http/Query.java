package io.ucad.endpoint.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands behind the question mark. The container is not asked for it, because that would
 * read a form's body as well.
 */
final class Query {
  private static final int MOST = 16;

  private Query() {}

  static Map<String, String> parse(@Nullable String query) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return values;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (values.putIfAbsent(name, value) != null || values.size() > MOST) {
        throw bad("each parameter once and at most " + MOST + " of them");
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("percent-encoded parameters");
    }
  }

  private static HttpProblem bad(String expected) {
    return new HttpProblem(
        400, "BAD_PARAMETER", "expected %s, found something else".formatted(expected));
  }
}
