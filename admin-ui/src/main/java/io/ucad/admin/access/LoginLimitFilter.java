package io.ucad.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a login before the password is looked at: while somebody has to wait, and from pages of
 * other sites.
 */
final class LoginLimitFilter extends OncePerRequestFilter {
  private final LoginLimit limit;

  LoginLimitFilter(LoginLimit limit) {
    this.limit = limit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !("POST".equals(request.getMethod()) && "/login".equals(request.getServletPath()));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      // A page of another site would log somebody in as somebody else.
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    String user = request.getParameter("username");
    if (limit.wait(request.getRemoteAddr(), user == null ? "" : user).isZero()) {
      chain.doFilter(request, response);
    } else {
      response.sendRedirect("login?wait");
    }
  }
}
