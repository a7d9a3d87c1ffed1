package io.ucad.admin;

import io.ucad.admin.access.OidcSettings;
import java.util.List;
import java.util.Optional;

/**
 * What stands between people and the web app.
 *
 * @param oidc where people may log in besides; empty for nowhere else
 * @param proxies addresses, or ranges such as 10.0.0.0/24, whose {@code X-Forwarded-For} and {@code
 *     X-Forwarded-Proto} are believed; nobody else's ever are
 */
public record Front(Optional<OidcSettings> oidc, List<String> proxies) {
  /** No other login, no proxy. */
  public static final Front NONE = new Front(Optional.empty(), List.of());

  public Front {
    proxies = List.copyOf(proxies);
  }
}
