package io.ucad.admin.api;

import io.ucad.admin.problem.Phrases;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.image.ImageErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problem details (RFC 9457): a status, a {@code code} that stays as it is from release to release,
 * a sentence in the language of the caller, and the number of the request.
 */
@Component
class Problems {
  private static final String KEY_PREFIX = "problem.";

  private final Phrases phrases;
  private final JsonMapper json;

  Problems(Phrases phrases, JsonMapper json) {
    this.phrases = phrases;
    this.json = json;
  }

  /** The problem that a sentence tells. */
  ProblemDetail of(HttpServletRequest request, HttpStatus status, UserProblem problem) {
    String sentence = phrases.phrase(request.getLocale(), problem.key(), problem.parameters());
    return of(request, status, code(problem.key()), sentence);
  }

  /** Why an image was refused, by the code that the endpoint has for it. */
  ProblemDetail of(HttpServletRequest request, ImageErrorCode why) {
    String key = "reject." + why.name().toLowerCase(Locale.ROOT);
    return of(
        request,
        HttpStatus.valueOf(why.httpStatus()),
        why.name(),
        phrases.phrase(request.getLocale(), key));
  }

  ProblemDetail of(HttpServletRequest request, HttpStatus status, String code, String sentence) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, sentence);
    detail.setType(URI.create("urn:ucad:problem:" + code.toLowerCase(Locale.ROOT)));
    detail.setProperty("code", code);
    detail.setProperty("requestId", RequestFrame.id(request));
    return detail;
  }

  /** {@code problem.task.exists} is {@code TASK_EXISTS}. */
  static String code(String key) {
    return key.substring(KEY_PREFIX.length()).replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Answers whom nobody knows. No error is sent, which would become the page of the login. */
  void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    write(request, response, HttpStatus.UNAUTHORIZED, new UserProblem("problem.unauthenticated"));
  }

  /** Answers who may not do that. */
  void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    write(request, response, HttpStatus.FORBIDDEN, new UserProblem("problem.denied"));
  }

  /** Answers a body that is too long to be looked at. */
  void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(request, response, HttpStatus.CONTENT_TOO_LARGE, large());
  }

  static UserProblem large() {
    return new UserProblem("problem.request.large", RequestFrame.LONGEST_JSON >> 20);
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      UserProblem problem)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(of(request, status, problem)));
  }
}
