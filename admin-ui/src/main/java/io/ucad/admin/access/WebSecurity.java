package io.ucad.admin.access;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Nothing is open but the login; screens state who may see them. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@ConditionalOnWebApplication
class WebSecurity {
  /**
   * The client engine of Vaadin starts from an inline script and evaluates what the server asks.
   */
  private static final String CONTENT =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
          + " connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** What the login screen itself is made of. */
  private static final String[] LOOKS = {"/ucad.css", "/icons/**", "/lumo/**", "/elements/**"};

  /** Pages of Vaadin are on their way before the usual moment of writing headers. */
  private static final ObjectPostProcessor<HeaderWriterFilter> EAGER =
      new ObjectPostProcessor<>() {
        @Override
        public <T extends HeaderWriterFilter> T postProcess(T filter) {
          filter.setShouldWriteHeadersEagerly(true);
          return filter;
        }
      };

  /** Not an error, which would become a redirect to the login page. */
  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return (request, response, why) -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
  }

  @Bean
  SecurityFilterChain filterChain(
      HttpSecurity http, LoginLimit limit, TokenCheck tokens, ObjectProvider<OidcSettings> oidc)
      throws Exception {
    OidcSettings elsewhere = oidc.getIfAvailable();
    if (elsewhere != null) {
      http.oauth2Login(login -> OidcLogin.configure(login, elsewhere));
    }
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(LOOKS)
                    .permitAll()
                    .requestMatchers("/media/**")
                    .hasRole(Role.VIEWER.name()))
        .with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView("/login", "/"))
        .addFilterAfter(new UploadGate(), SecurityContextHolderFilter.class)
        .addFilterBefore(new LoginLimitFilter(limit), UsernamePasswordAuthenticationFilter.class)
        .addFilterBefore(
            new BearerFilter(tokens, new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)),
            UsernamePasswordAuthenticationFilter.class)
        .headers(
            headers ->
                headers
                    .withObjectPostProcessor(EAGER)
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                    .frameOptions(frame -> frame.deny()))
        .build();
  }
}
