package io.ucad.admin.access;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Somebody who can log in. */
@Entity(name = "User")
@Table(name = "app_user")
class User {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String name;
  private String passwordHash;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private Role role;

  private boolean mustChangePassword;
  private boolean enabled;
  private Instant createdAt;

  protected User() {}

  User(String name, String passwordHash, Role role, Instant createdAt) {
    this.name = name;
    this.passwordHash = passwordHash;
    this.role = role;
    this.mustChangePassword = true;
    this.enabled = true;
    this.createdAt = createdAt;
  }

  String name() {
    return name;
  }

  String passwordHash() {
    return passwordHash;
  }

  Role role() {
    return role;
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  boolean enabled() {
    return enabled;
  }

  void choosePassword(String hash) {
    passwordHash = hash;
    mustChangePassword = false;
  }

  void resetPassword(String hash) {
    passwordHash = hash;
    mustChangePassword = true;
  }

  void change(Role newRole, boolean nowEnabled) {
    role = newRole;
    enabled = nowEnabled;
  }

  UserRow toRow() {
    return new UserRow(name, role, enabled, mustChangePassword, createdAt);
  }
}
