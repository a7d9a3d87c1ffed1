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
  private Role role;

  private Instant createdAt;
  private Instant expiresAt;
  private @Nullable Instant revokedAt;

  protected ApiToken() {}

  ApiToken(
      User user,
      String label,
      String secretSha256,
      Role role,
      Instant createdAt,
      Instant expiresAt) {
    this.user = user;
    this.label = label;
    this.secretSha256 = secretSha256;
    this.role = role;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  Role role() {
    return role;
  }

  boolean validAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  TokenRow toRow(Instant now) {
    return new TokenRow(
        Objects.requireNonNull(id), user.name(), label, role, createdAt, expiresAt, validAt(now));
  }
}
