package io.ucad.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks for the role of a route before anything of the request is read: whoever may not do something
 * is not told what would have been wrong with it. The rule is the controller's own.
 */
@Configuration(proxyBeanMethods = false)
class RuleFirst implements WebMvcConfigurer, HandlerInterceptor {
  private static final Pattern RULE = Pattern.compile("hasRole\\('(\\w+)'\\)");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getPackage().equals(RuleFirst.class.getPackage())
        && !mayCall(method)) {
      throw new AccessDeniedException("the role is not enough");
    }
    return true;
  }

  /** What this does not understand is refused. */
  private static boolean mayCall(HandlerMethod method) {
    PreAuthorize rule = method.getMethodAnnotation(PreAuthorize.class);
    Matcher role = RULE.matcher(rule == null ? "" : rule.value());
    return role.matches()
        && Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication()).stream()
            .flatMap(who -> who.getAuthorities().stream())
            .anyMatch(authority -> ("ROLE_" + role.group(1)).equals(authority.getAuthority()));
  }
}
