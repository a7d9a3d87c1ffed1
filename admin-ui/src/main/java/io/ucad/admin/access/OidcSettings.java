package io.ucad.admin.access;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider where people may log in.
 *
 * @param issuer its address: https, or http on this machine
 * @param client by which it knows us
 * @param secret that we share with it
 * @param claim that lists a person's groups; dots lead into it, as in {@code realm_access.roles}
 * @param roles what a group may do; who is in none of these groups is not let in
 */
public record OidcSettings(
    URI issuer, String client, String secret, String claim, Map<String, Role> roles) {
  public OidcSettings {
    roles = Map.copyOf(roles);
    boolean safe =
        "https".equals(issuer.getScheme())
            || ("http".equals(issuer.getScheme())
                && List.of("127.0.0.1", "localhost", "[::1]")
                    .contains(String.valueOf(issuer.getHost())));
    if (!safe) {
      throw new IllegalArgumentException(
          "expected an issuer with https, or http on this machine, found " + issuer);
    }
    if (client.isBlank() || secret.isBlank() || claim.isBlank() || roles.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a client, a secret, a claim and at least one group with a role");
    }
  }

  /** The highest role that the groups of a person give; empty for none. */
  Optional<Role> role(Map<String, Object> claims) {
    return groups(claims).map(roles::get).flatMap(Stream::ofNullable).max(Role::compareTo);
  }

  private Stream<String> groups(Map<String, Object> claims) {
    @Nullable Object found = claims;
    for (String step : List.of(claim.split("\\.", -1))) {
      found = found instanceof Map<?, ?> map ? map.get(step) : null;
    }
    if (found instanceof String one) {
      return Stream.of(one);
    }
    return found instanceof Collection<?> many
        ? many.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.empty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + client + ", " + claim + ", " + roles + "]";
  }
}
