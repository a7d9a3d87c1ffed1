package io.ucad.endpoint.http;

import java.time.Duration;

/** Is told of every answer; it must not block. */
@FunctionalInterface
public interface HttpListener {
  /**
   * @param path of the route, with its variables in braces; {@code none} if there is no such route
   */
  void answered(String method, String path, int status, Duration time);
}
