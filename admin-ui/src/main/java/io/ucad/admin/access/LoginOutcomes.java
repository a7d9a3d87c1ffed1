package io.ucad.admin.access;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Tells the limit how logins went. */
@Component
class LoginOutcomes {
  private final LoginLimit limit;

  LoginOutcomes(LoginLimit limit) {
    this.limit = limit;
  }

  @EventListener
  void succeeded(AuthenticationSuccessEvent event) {
    limit.succeeded(address(event.getAuthentication()), event.getAuthentication().getName());
  }

  @EventListener
  void failed(AuthenticationFailureBadCredentialsEvent event) {
    limit.failed(address(event.getAuthentication()), event.getAuthentication().getName());
  }

  private static String address(Authentication who) {
    return who.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
  }
}
