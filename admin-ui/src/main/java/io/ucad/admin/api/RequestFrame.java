package io.ucad.admin.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a number by which its answer and the log are found, and bounds its body. */
final class RequestFrame extends OncePerRequestFilter {
  /** The header that carries the number. */
  static final String HEADER = "X-Request-Id";

  /** What JSON may have at most; files are bounded where they are read. */
  static final int LONGEST_JSON = 1 << 20;

  private static final String ATTRIBUTE = RequestFrame.class.getName();

  private final Problems problems;

  RequestFrame(Problems problems) {
    this.problems = problems;
  }

  /** The number of a request. */
  static String id(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(ATTRIBUTE));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(java.util.Locale.ROOT).contains("json")) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > LONGEST_JSON) {
      problems.tooLarge(request, response);
    } else {
      chain.doFilter(new BoundedRequest(request, LONGEST_JSON), response);
    }
  }
}
