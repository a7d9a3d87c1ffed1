package io.ucad.admin.access;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.store.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens by which programs speak for users. */
@Service
public class TokenService {
  private static final int MOST = 500;
  private static final int LABEL = 100;
  private static final int MOST_DAYS = 366;

  private final ApiTokens tokens;
  private final Users users;
  private final AuditLog audit;
  private final Clock clock;

  TokenService(ApiTokens tokens, Users users, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of tokens, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<TokenRow> list(int page, int size) {
    Instant now = clock.instant();
    return tokens.findAllByOrderByIdDesc(PageRequest.of(page, Math.min(size, MOST))).stream()
        .map(token -> token.toRow(now))
        .toList();
  }

  /** How many tokens there are, used up ones too. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public long count() {
    return tokens.count();
  }

  /**
   * Makes a token for oneself.
   *
   * @param scopes what it is good for, at least one
   * @param days until it expires, 1 to 366
   * @return its secret, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public String create(String label, Set<TokenScope> scopes, int days) {
    if (label.isBlank() || label.length() > LABEL || days < 1 || days > MOST_DAYS) {
      throw new UserProblem("problem.token", LABEL, MOST_DAYS);
    }
    if (scopes.isEmpty()) {
      throw new UserProblem("problem.token.scopes");
    }
    String name = AuditLog.actor();
    User user =
        users.findByName(name).orElseThrow(() -> new UserProblem("problem.token.user", name));
    String secret = TokenSecret.random();
    Instant now = clock.instant();
    tokens.save(
        new ApiToken(
            user, label.strip(), Sha256.hex(secret), scopes, now, now.plus(Duration.ofDays(days))));
    audit.record("token.create", label, "", TokenScope.join(scopes) + " for " + days + " days");
    return secret;
  }

  /** Ends a token at once. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void revoke(long id) {
    ApiToken token =
        tokens.findById(id).orElseThrow(() -> new UserProblem("problem.token.none", id));
    Instant now = clock.instant();
    if (token.validAt(now)) {
      token.revoke(now);
      audit.record("token.revoke", token.toRow(now).label(), "", "");
    }
  }
}
