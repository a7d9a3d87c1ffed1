package io.ucad.admin.access;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A secret by which a program speaks for a user. Only its hash is kept. */
@Entity(name = "ApiToken")
@Table(name = "api_token")
class ApiToken {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "user_id")
  private User user;

  private String label;

  @SuppressWarnings("UnusedVariable") // queries read it
  private String secretSha256;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @SuppressWarnings("UnusedVariable") // what programs of before scopes read
  private Role role;

  private String scopes;
  private Instant createdAt;
  private Instant expiresAt;
  private @Nullable Instant revokedAt;
  private @Nullable Instant lastUsedAt;

  protected ApiToken() {}

  ApiToken(
      User user,
      String label,
      String secretSha256,
      Set<TokenScope> scopes,
      Instant createdAt,
      Instant expiresAt) {
    this.user = user;
    this.label = label;
    this.secretSha256 = secretSha256;
    this.role = TokenScope.role(scopes).orElse(Role.VIEWER);
    this.scopes = TokenScope.join(scopes);
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  Set<TokenScope> scopes() {
    return TokenScope.split(scopes);
  }

  boolean usedSince(Instant then) {
    return lastUsedAt != null && !lastUsedAt.isBefore(then);
  }

  boolean validAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  TokenRow toRow(Instant now) {
    return new TokenRow(
        id(),
        user.name(),
        label,
        scopes(),
        createdAt,
        expiresAt,
        Optional.ofNullable(lastUsedAt),
        validAt(now));
  }
}
