package io.ucad.admin.access;

import io.ucad.admin.audit.AuditLog;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the first administrator of an empty database, with a random password. */
@Component
public class FirstUser {
  /** The name of the first administrator. */
  public static final String NAME = "admin";

  private final Users users;
  private final PasswordEncoder encoder;
  private final AuditLog audit;
  private final Clock clock;

  FirstUser(Users users, PasswordEncoder encoder, AuditLog audit, Clock clock) {
    this.users = users;
    this.encoder = encoder;
    this.audit = audit;
    this.clock = clock;
  }

  /** The password to print, once; empty if there are users already. */
  @Transactional
  public Optional<String> create() {
    if (users.count() > 0) {
      return Optional.empty();
    }
    String password = Passwords.random();
    users.save(new User(NAME, encoder.encode(password), Role.ADMIN, clock.instant()));
    audit.record("user.add", NAME, "", Role.ADMIN.name());
    return Optional.of(password);
  }
}
