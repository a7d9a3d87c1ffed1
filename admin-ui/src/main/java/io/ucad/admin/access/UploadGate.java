package io.ucad.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses forms with files where no screen takes any, before anything looks for a parameter in
 * them: a container spools such a form to disk, and a stranger could fill it.
 */
final class UploadGate extends OncePerRequestFilter {
  /** Where the uploads of screens go; each has a name that only its session knows. */
  private static final String UPLOADS = "/VAADIN/dynamic/";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (!request.getServletPath().startsWith(UPLOADS)) {
      response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    } else {
      chain.doFilter(request, response);
    }
  }
}
