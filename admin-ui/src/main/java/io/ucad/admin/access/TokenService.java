package io.ucad.admin.access;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens by which programs speak for users. */
@Service
public class TokenService {
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

  /** All tokens, newest first. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<TokenRow> list() {
    Instant now = clock.instant();
    return tokens.findAllByOrderByIdDesc().stream().map(token -> token.toRow(now)).toList();
  }

  /**
   * Makes a token for oneself.
   *
   * @param days until it expires, 1 to 366
   * @return its secret, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public String create(String label, Role role, int days) {
    if (label.isBlank() || label.length() > LABEL || days < 1 || days > MOST_DAYS) {
      throw new UserProblem("problem.token", LABEL, MOST_DAYS);
    }
    String name = AuditLog.actor();
    User user =
        users.findByName(name).orElseThrow(() -> new UserProblem("problem.user.none", name));
    String secret = TokenSecret.random();
    Instant now = clock.instant();
    tokens.save(
        new ApiToken(
            user,
            label.strip(),
            TokenSecret.sha256(secret),
            role,
            now,
            now.plus(Duration.ofDays(days))));
    audit.record("token.create", label, "", role + " for " + days + " days");
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
