package io.ucad.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request with {@code Authorization: Bearer ucad_...} in; it gets no session. */
public final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final TokenCheck tokens;
  private final AuthenticationEntryPoint refused;

  /**
   * @param refused answers a token that is not good; it must not send an error, which would turn
   *     into a redirect to the login page
   */
  public BearerFilter(TokenCheck tokens, AuthenticationEntryPoint refused) {
    this.tokens = tokens;
    this.refused = refused;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header == null || !header.startsWith(SCHEME);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String secret = request.getHeader("Authorization").substring(SCHEME.length());
    Optional<TokenCheck.Caller> caller = tokens.check(secret);
    if (caller.isEmpty()) {
      refused.commence(request, response, new BadCredentialsException("no such token"));
      return;
    }
    var authorities =
        caller.get().roles().stream().map(r -> new SimpleGrantedAuthority("ROLE_" + r)).toList();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(caller.get().user(), "", authorities));
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}
