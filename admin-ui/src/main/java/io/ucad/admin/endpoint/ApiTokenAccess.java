package io.ucad.admin.endpoint;

import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenCheck;
import io.ucad.admin.access.TokenScope;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.Caller;
import io.ucad.endpoint.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Everybody shows an API token of the web app. Its scope {@code predict} sends images, one that may
 * look reads figures; operators, who move aliases in the web app, load and unload versions too.
 * What was found out about a token holds for a second, so that a busy client does not ask the
 * database for every image and a revoked token is refused a second later.
 */
final class ApiTokenAccess implements AccessPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(ApiTokenAccess.class);
  private static final String BEARER = "bearer ";
  private static final Duration HOLDS = Duration.ofSeconds(1);
  private static final int REMEMBERED = 1000;

  private final TokenCheck tokens;
  private final Clock clock;

  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  ApiTokenAccess(TokenCheck tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Decision decide(Caller caller, Scope scope) {
    String shown = caller.authorization().orElse("");
    if (!shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Decision.UNKNOWN;
    }
    try {
      return speaker(shown.substring(BEARER.length()).strip())
          .map(speaker -> decide(speaker, scope))
          .orElse(Decision.UNKNOWN);
    } catch (DataAccessException | TransactionException e) {
      LOG.error("nobody is let in until the tokens can be read again", e);
      return Decision.UNDECIDED;
    }
  }

  private static Decision decide(TokenCheck.Caller speaker, Scope scope) {
    boolean allowed =
        switch (scope) {
          case PREDICT -> speaker.scopes().contains(TokenScope.PREDICT);
          case METRICS -> speaker.roles().contains(Role.VIEWER.name());
          case ADMIN -> speaker.roles().contains(Role.OPERATOR.name());
        };
    return allowed ? Decision.ALLOWED : Decision.FORBIDDEN;
  }

  /** Only valid tokens are remembered, so that nobody can push them out by guessing. */
  private Optional<TokenCheck.Caller> speaker(String secret) {
    Instant now = clock.instant();
    synchronized (known) {
      Known found = known.get(secret);
      if (found != null && Duration.between(found.at(), now).abs().compareTo(HOLDS) < 0) {
        return Optional.of(found.speaker());
      }
    }
    Optional<TokenCheck.Caller> speaker = tokens.check(secret);
    synchronized (known) {
      known.remove(secret);
      speaker.ifPresent(s -> known.put(secret, new Known(s, now)));
    }
    return speaker;
  }

  private record Known(TokenCheck.Caller speaker, Instant at) {}
}
