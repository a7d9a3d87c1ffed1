package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.Hidden;
import io.ucad.admin.problem.UserProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever is not a route of the API; without it the pages would answer. */
@RestController
@Hidden
class NoRoute {
  /** Says where the routes are. */
  @RequestMapping("/api/**")
  @PreAuthorize("hasRole('VIEWER')")
  public void none(HttpServletRequest request) {
    throw new UserProblem("problem.route.none", request.getMethod(), request.getRequestURI());
  }
}
