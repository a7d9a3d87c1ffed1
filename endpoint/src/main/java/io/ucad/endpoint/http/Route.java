package io.ucad.endpoint.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that can be asked.
 *
 * @param method {@code GET} (which answers {@code HEAD} too) or {@code POST}
 * @param path with variables in braces, each one whole segment
 * @param access who may ask
 * @param body whether a body is read; what else is sent is thrown away
 * @param admission a reason to refuse before the body is read
 * @param action answers
 */
public record Route(
    String method,
    String path,
    Access access,
    boolean body,
    Supplier<Optional<HttpProblem>> admission,
    Action action) {
  private static final int LONGEST_VARIABLE = 80;

  public Route {
    Objects.requireNonNull(access, "a route without an access rule");
  }

  public static Route get(String path, Access access, Action action) {
    return new Route("GET", path, access, false, Optional::empty, action);
  }

  public static Route post(String path, Access access, Action action) {
    return new Route("POST", path, access, true, Optional::empty, action);
  }

  /** This route with a reason to refuse before the body is read. */
  public Route admitting(Supplier<Optional<HttpProblem>> reason) {
    return new Route(method, path, access, body, reason, action);
  }

  boolean takes(String asked) {
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }

  /** The values of the variables if the path is this route's. */
  Optional<Map<String, String>> match(String asked) {
    List<String> expected = List.of(path.split("/", -1));
    List<String> found = List.of(asked.split("/", -1));
    if (expected.size() != found.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      String segment = expected.get(i);
      String value = found.get(i);
      if (segment.startsWith("{")) {
        if (value.isEmpty() || value.length() > LONGEST_VARIABLE) {
          return Optional.empty();
        }
        variables.put(segment.substring(1, segment.length() - 1), value);
      } else if (!segment.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
