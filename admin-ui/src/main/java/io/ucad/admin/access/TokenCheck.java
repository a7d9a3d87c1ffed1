package io.ucad.admin.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds out for whom a token speaks. For doors, not for people. */
@Component
public class TokenCheck {
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
  @Transactional(readOnly = true)
  public Optional<Caller> check(String secret) {
    if (!TokenSecret.wellFormed(secret)) {
      return Optional.empty();
    }
    return tokens
        .findBySecretSha256(TokenSecret.sha256(secret))
        .filter(token -> token.validAt(clock.instant()))
        .filter(token -> token.user().enabled() && !token.user().mustChangePassword())
        .map(
            token ->
                new Caller(
                    token.user().name(), least(token.role(), token.user().role()).included()));
  }

  private static Role least(Role one, Role two) {
    return one.compareTo(two) < 0 ? one : two;
  }

  /** A user and the roles in which a token lets a program act. */
  public record Caller(String user, List<String> roles) {
    public Caller {
      roles = List.copyOf(roles);
    }
  }
}
