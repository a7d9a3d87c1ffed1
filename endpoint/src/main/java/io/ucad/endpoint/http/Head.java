package io.ucad.endpoint.http;

import io.ucad.endpoint.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body.
 *
 * @param path below the servlet's context, decoded and without dots
 */
record Head(
    String id,
    String method,
    String path,
    @Nullable String query,
    Optional<String> contentType,
    Optional<String> jsonLength,
    long contentLength,
    boolean hasBody,
    Caller caller) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final List<String> FORWARDED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

  static Head of(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    return new Head(
        id(request.getHeader("X-Request-Id")),
        request.getMethod(),
        request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse(""),
        request.getQueryString(),
        Optional.ofNullable(request.getContentType()),
        Optional.ofNullable(request.getHeader("Inference-Header-Content-Length")),
        length,
        length > 0 || chunked,
        new Caller(
            request.getRemoteAddr(),
            Optional.ofNullable(request.getHeader("Host")),
            Optional.ofNullable(request.getHeader("Authorization")),
            FORWARDED.stream().anyMatch(name -> request.getHeader(name) != null)));
  }

  /** The asker's own, if it is harmless. */
  private static String id(@Nullable String asked) {
    return asked != null && ID.matcher(asked).matches() ? asked : UUID.randomUUID().toString();
  }
}
