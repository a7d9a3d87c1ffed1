package io.ucad.admin.access;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Users and their passwords. */
@Service
public class AccountService {
  /** How the names of people begin who log in elsewhere; no user's here does. */
  public static final String ELSEWHERE = "oidc:";

  private static final int MOST = 500;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Users users;
  private final PasswordEncoder encoder;
  private final AuditLog audit;
  private final Clock clock;

  AccountService(Users users, PasswordEncoder encoder, AuditLog audit, Clock clock) {
    this.users = users;
    this.encoder = encoder;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of users by name.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<UserRow> users(int page, int size) {
    return users.findAllByOrderByName(PageRequest.of(page, Math.min(size, MOST))).stream()
        .map(User::toRow)
        .toList();
  }

  /** How many users there are. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public long count() {
    return users.count();
  }

  /** One user. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public UserRow get(String name) {
    return find(name).toRow();
  }

  /**
   * Adds a user.
   *
   * @return the password for the first login, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public String add(String name, Role role) {
    if (!NAME.matcher(name).matches()) {
      throw new UserProblem("problem.user.name");
    }
    if (users.findByName(name).isPresent()) {
      throw new UserProblem("problem.user.exists", name);
    }
    String password = Passwords.random();
    users.save(new User(name, encoder.encode(password), role, clock.instant()));
    audit.record("user.add", name, "", role.name());
    return password;
  }

  /** Changes the role of a user, or locks the user out; the last administrator stays. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void change(String name, Role role, boolean enabled) {
    User user = find(name);
    String before = state(user.toRow());
    boolean administers = role == Role.ADMIN && enabled;
    boolean administered = user.role() == Role.ADMIN && user.enabled();
    if (administered && !administers && users.countByRoleAndEnabledTrue(Role.ADMIN) == 1) {
      throw new UserProblem("problem.user.last");
    }
    user.change(role, enabled);
    audit.record("user.change", name, before, state(user.toRow()));
  }

  /**
   * Replaces the password of a user who lost it.
   *
   * @return the password for the next login, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public String resetPassword(String name) {
    String password = Passwords.random();
    find(name).resetPassword(encoder.encode(password));
    audit.record("user.password.reset", name, "", "");
    return password;
  }

  /** Chooses a new password for oneself. */
  @PreAuthorize("hasAnyRole('NEWCOMER', 'VIEWER')")
  @Transactional
  public void choosePassword(String old, String chosen) {
    String name = AuditLog.actor();
    User user = find(name);
    if (!encoder.matches(old, user.passwordHash())) {
      throw new UserProblem("problem.password.old");
    }
    Passwords.require(chosen, name);
    if (encoder.matches(chosen, user.passwordHash())) {
      throw new UserProblem("problem.password.same");
    }
    user.choosePassword(encoder.encode(chosen));
    audit.record("user.password.choose", name, "", "");
  }

  private User find(String name) {
    return users.findByName(name).orElseThrow(() -> new UserProblem("problem.user.none", name));
  }

  private static String state(UserRow row) {
    return row.role() + (row.enabled() ? "" : ", locked");
  }
}
