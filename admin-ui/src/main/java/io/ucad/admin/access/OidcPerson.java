package io.ucad.admin.access;

import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom the provider knows. The name begins with {@code oidc:}, as no user's here does. */
final class OidcPerson extends DefaultOidcUser {
  private static final long serialVersionUID = 1;

  /** With its beginning it fits wherever the name of a user is written down. */
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s]{1,58}");

  private final String name;

  private OidcPerson(OidcUser user, Role role, String name) {
    super(
        role.included().stream().map(r -> new SimpleGrantedAuthority("ROLE_" + r)).toList(),
        user.getIdToken(),
        user.getUserInfo());
    this.name = name;
  }

  /**
   * @throws OAuth2AuthenticationException if no group of the person has a role here, or the name
   *     cannot be written down
   */
  static OidcPerson of(OidcUser user, OidcSettings settings) {
    Role role = settings.role(user.getClaims()).orElseThrow(OidcPerson::denied);
    String name = Objects.requireNonNullElseGet(user.getPreferredUsername(), user::getSubject);
    if (!NAME.matcher(name).matches()) {
      throw denied();
    }
    return new OidcPerson(user, role, AccountService.ELSEWHERE + name);
  }

  private static OAuth2AuthenticationException denied() {
    return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED));
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof OidcPerson person && super.equals(other) && name.equals(person.name);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + name.hashCode();
  }
}
