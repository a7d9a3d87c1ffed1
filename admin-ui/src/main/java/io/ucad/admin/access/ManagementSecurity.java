package io.ucad.admin.access;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/**
 * Machines that watch a node show the token of a viewer; only whether the process lives is open, as
 * it tells nothing else and is asked by those that start processes.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ManagementSecurity {
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain managementChain(HttpSecurity http, TokenCheck tokens) throws Exception {
    var unknown = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
    return http.securityMatcher("/actuator/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/liveness")
                    .permitAll()
                    .requestMatchers("/actuator/health/**", "/actuator/prometheus")
                    .hasRole(Role.VIEWER.name())
                    .anyRequest()
                    .denyAll())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(
            new BearerFilter(tokens, unknown), UsernamePasswordAuthenticationFilter.class)
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(unknown)
                    .accessDeniedHandler(
                        (request, response, problem) ->
                            response.setStatus(HttpServletResponse.SC_FORBIDDEN)))
        .build();
  }
}
