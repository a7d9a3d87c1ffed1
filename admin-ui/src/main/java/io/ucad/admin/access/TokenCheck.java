package io.ucad.admin.access;

import io.ucad.store.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds out for whom a token speaks. For doors, not for people. */
@Component
public class TokenCheck {
  /** How exactly the time of the last use is kept: a camera must not write at every image. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private final ApiTokens tokens;
  private final Clock clock;

  TokenCheck(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Whom a secret speaks for; empty if it is unknown, expired, revoked, or its user is locked out.
   * A token never does more than its user may now.
   */
  @Transactional
  public Optional<Caller> check(String secret) {
    if (!TokenSecret.wellFormed(secret)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ApiToken> found =
        tokens
            .findBySecretSha256(Sha256.hex(secret))
            .filter(token -> token.validAt(now))
            .filter(token -> token.user().enabled() && !token.user().mustChangePassword());
    found
        .filter(token -> !token.usedSince(now.minus(NOTED)))
        .ifPresent(token -> tokens.used(token.id(), now));
    return found.map(TokenCheck::caller);
  }

  private static Caller caller(ApiToken token) {
    Set<TokenScope> scopes = TokenScope.allowed(token.scopes(), token.user().role());
    return new Caller(
        token.user().name(), TokenScope.role(scopes).map(Role::included).orElse(List.of()), scopes);
  }

  /**
   * A user, and what a token lets a program do for the user.
   *
   * @param roles on screens and the REST API; none if it may only predict
   * @param scopes what the token is good for, as far as its user's role reaches
   */
  public record Caller(String user, List<String> roles, Set<TokenScope> scopes) {
    public Caller {
      roles = List.copyOf(roles);
      scopes = Set.copyOf(scopes);
    }
  }
}
