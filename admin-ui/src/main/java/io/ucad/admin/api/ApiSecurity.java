package io.ucad.admin.api;

import io.ucad.admin.access.BearerFilter;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenCheck;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;

/**
 * The door of the REST API. Only a token opens it: cookies are never looked at, so that no page of
 * another site can use somebody's login. Every controller names the role that it needs besides.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {
  /** Nothing that the API sends is a page; an image that pretends to be one does nothing. */
  private static final String CONTENT = "default-src 'none'; frame-ancestors 'none'; sandbox";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain apiFilterChain(HttpSecurity http, TokenCheck tokens, Problems problems)
      throws Exception {
    return http.securityMatcher("/api/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/api/v1/**")
                    .hasRole(Role.VIEWER.name())
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            faults ->
                faults
                    .authenticationEntryPoint(problems::unauthenticated)
                    .accessDeniedHandler(problems::denied))
        .addFilterBefore(new RequestFrame(problems), WebAsyncManagerIntegrationFilter.class)
        .addFilterBefore(
            new BearerFilter(tokens, problems::unauthenticated),
            UsernamePasswordAuthenticationFilter.class)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                    .frameOptions(frame -> frame.deny()))
        .build();
  }
}
