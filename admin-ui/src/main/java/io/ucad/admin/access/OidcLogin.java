package io.ucad.admin.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;

/** Logging in at an OpenID provider, which is asked for the first time when somebody wants that. */
final class OidcLogin {
  /** The registration's name, which stands in the address of the way back. */
  static final String ID = "oidc";

  private OidcLogin() {}

  static void configure(OAuth2LoginConfigurer<HttpSecurity> login, OidcSettings settings) {
    var people = new OidcUserService();
    login
        .loginPage("/login")
        .failureUrl("/login?denied")
        .defaultSuccessUrl("/", true)
        .clientRegistrationRepository(
            new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(settings))))
        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
        .userInfoEndpoint(
            info ->
                info.oidcUserService(request -> OidcPerson.of(people.loadUser(request), settings)));
  }

  private static ClientRegistration registration(OidcSettings settings) {
    return ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
        .registrationId(ID)
        .clientId(settings.client())
        .clientSecret(settings.secret())
        .scope("openid", "profile")
        .build();
  }
}
