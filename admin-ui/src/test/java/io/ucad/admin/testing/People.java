package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Real users with real passwords and tokens. */
public final class People {
  /** What all of them chose. */
  public static final String PASSWORD = "correct horse battery";

  private static final Map<List<Object>, String> NAMES = new HashMap<>();

  private People() {}

  /** A user of a role whom all tests share; returns the name. Passwords are slow by design. */
  public static synchronized String shared(AdminNode node, Role role) {
    return NAMES.computeIfAbsent(List.of(node, role), key -> user(node, role));
  }

  /** A new user of a role who has chosen a password; returns the name. */
  public static String user(AdminNode node, Role role) {
    AccountService accounts = node.get(AccountService.class);
    String name = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
    String first = As.admin(() -> accounts.add(name, role));
    As.user(
        name,
        List.of(Role.NEWCOMER),
        () -> {
          accounts.choosePassword(first, PASSWORD);
          return true;
        });
    return name;
  }

  /** The secret of a new token that may do all that a role may. */
  public static String token(AdminNode node, Role role) {
    return token(node, role, TokenScope.of(role));
  }

  /** The secret of a new token of the shared user of a role. */
  public static String token(AdminNode node, Role role, Set<TokenScope> scopes) {
    String name = shared(node, role);
    return As.user(
        name,
        List.of("VIEWER", "OPERATOR", "ADMIN"),
        () -> node.get(TokenService.class).create("test", scopes, 1));
  }
}
