package io.ucad.admin.api;

import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.serving.pack.PackageException;
import io.ucad.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever is thrown behind the API into problem details. */
@RestControllerAdvice(basePackageClasses = Faults.class)
class Faults extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  /** What is asked for does not exist. */
  private static final Set<String> NOT_FOUND =
      Set.of(
          "problem.delivery.none",
          "problem.image.none",
          "problem.inspect.map",
          "problem.inspect.none",
          "problem.job.none",
          "problem.node.none",
          "problem.quality.task",
          "problem.rollout.none",
          "problem.route.none",
          "problem.shadow.none",
          "problem.task.none",
          "problem.token.none",
          "problem.user.none",
          "problem.version.none",
          "problem.webhook.none");

  /** It could be granted if something else were different. */
  private static final Set<String> CONFLICT =
      Set.of(
          "problem.gate.closed",
          "problem.inspect.model",
          "problem.inspect.settled",
          "problem.job.retry",
          "problem.node.busy",
          "problem.node.exists",
          "problem.shadow.images",
          "problem.task.archived",
          "problem.task.exists",
          "problem.task.few",
          "problem.threshold.stale",
          "problem.user.exists",
          "problem.user.last",
          "problem.webhook.many");

  /** It will be granted if it is asked again. */
  private static final Set<String> BUSY = Set.of("problem.inspect.busy");

  private final Problems problems;

  Faults(Problems problems) {
    this.problems = problems;
  }

  /** A person's mistake. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> mistake(UserProblem problem, HttpServletRequest request) {
    return answer(problems.of(request, status(problem.key()), problem));
  }

  /** What the store refuses; its messages are for administrators, and in English. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> store(StoreException problem, HttpServletRequest request) {
    HttpStatus status =
        switch (problem) {
          case StoreException.NotFound e -> HttpStatus.NOT_FOUND;
          case StoreException.Conflict e -> HttpStatus.CONFLICT;
          case StoreException.Refused e -> HttpStatus.UNPROCESSABLE_CONTENT;
          case StoreException.Busy e -> HttpStatus.SERVICE_UNAVAILABLE;
          default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    if (status.is5xxServerError()) {
      LOG.error("request {}", RequestFrame.id(request), problem);
    }
    return answer(
        problems.of(
            request, status, problem.code(), Objects.requireNonNullElse(problem.getMessage(), "")));
  }

  /** An image that is none, or too much. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> image(ImageRejectedException why, HttpServletRequest request) {
    return answer(problems.of(request, why.code()));
  }

  /** A version that cannot be packed; as with the store, the message is for administrators. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> pack(PackageException why, HttpServletRequest request) {
    return unpacked(request, "PACKAGE_REFUSED", why);
  }

  /** A version cannot be packed without its backbone. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> backbone(
      BackboneUnavailableException why, HttpServletRequest request) {
    return unpacked(request, "BACKBONE_UNAVAILABLE", why);
  }

  private ResponseEntity<ProblemDetail> unpacked(
      HttpServletRequest request, String code, RuntimeException why) {
    String sentence = Objects.requireNonNullElse(why.getMessage(), "");
    return answer(problems.of(request, HttpStatus.CONFLICT, code, sentence));
  }

  /** The role is not enough. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> denied(AccessDeniedException why, HttpServletRequest request) {
    return answer(problems.of(request, HttpStatus.FORBIDDEN, new UserProblem("problem.denied")));
  }

  /** Names of parameters that no ordinary program sends. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> hostile(RequestRejectedException why, HttpServletRequest request) {
    return answer(
        problems.of(request, HttpStatus.BAD_REQUEST, new UserProblem("problem.request.invalid")));
  }

  /** Our own fault. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> ours(Exception fault, HttpServletRequest request) {
    LOG.error("request {}", RequestFrame.id(request), fault);
    return answer(
        problems.of(request, HttpStatus.INTERNAL_SERVER_ERROR, new UserProblem("problem.ours")));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Wrong> wrong = new ArrayList<>();
    for (FieldError field : fault.getBindingResult().getFieldErrors()) {
      wrong.add(new Wrong(field.getField(), text(field)));
    }
    return invalid(wrong, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Wrong> wrong = new ArrayList<>();
    fault
        .getParameterValidationResults()
        .forEach(
            result ->
                result
                    .getResolvableErrors()
                    .forEach(
                        error ->
                            wrong.add(
                                new Wrong(
                                    error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                            result.getMethodParameter().getParameterName()),
                                    text(error)))));
    return invalid(wrong, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable t = fault; t != null; t = t.getCause()) {
      if (t instanceof BoundedRequest.TooLongException) {
        return plain(HttpStatus.CONTENT_TOO_LARGE, Problems.large(), request);
      }
    }
    return plain(HttpStatus.BAD_REQUEST, new UserProblem("problem.request.body"), request);
  }

  /** All other faults that Spring finds in a request. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception fault,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    UserProblem problem =
        switch (known) {
          case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE -> new UserProblem("problem.request.type");
          case INTERNAL_SERVER_ERROR -> new UserProblem("problem.ours");
          default -> new UserProblem("problem.request.invalid");
        };
    if (known.is5xxServerError()) {
      LOG.error("request {}", RequestFrame.id(servlet(request)), fault);
    }
    return plain(known, problem, request);
  }

  private ResponseEntity<Object> invalid(List<Wrong> wrong, WebRequest request) {
    ProblemDetail detail =
        problems.of(
            servlet(request), HttpStatus.BAD_REQUEST, new UserProblem("problem.request.invalid"));
    detail.setProperty("errors", wrong);
    return ResponseEntity.of(detail).build();
  }

  private ResponseEntity<Object> plain(HttpStatus status, UserProblem problem, WebRequest request) {
    return ResponseEntity.of(problems.of(servlet(request), status, problem)).build();
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
    return ResponseEntity.of(detail).build();
  }

  private static HttpStatus status(String key) {
    if (NOT_FOUND.contains(key)) {
      return HttpStatus.NOT_FOUND;
    }
    if (BUSY.contains(key)) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    return CONFLICT.contains(key) ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
  }

  private static String text(MessageSourceResolvable error) {
    return Objects.requireNonNullElse(error.getDefaultMessage(), "");
  }

  private static HttpServletRequest servlet(WebRequest request) {
    return ((ServletWebRequest) request).getRequest();
  }

  /**
   * What is wrong with one field.
   *
   * @param message in the language of the caller
   */
  record Wrong(String field, String message) {}
}
