package io.ucad.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetailsService;

class AccountServiceTest {
  private static final String CHOSEN = "correct horse battery";

  private final String name = "u" + UUID.randomUUID();

  private static List<String> roles(AdminNode node, String user) {
    return node.get(UserDetailsService.class).loadUserByUsername(user).getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aNewUserMayOnlyChooseAPasswordAndThenWhatTheRoleAllows(Database database) {
    AdminNode node = Nodes.on(database);
    AccountService accounts = node.get(AccountService.class);
    String first = As.admin(() -> accounts.add(name, Role.OPERATOR));
    assertThat(roles(node, name)).containsExactly("ROLE_NEWCOMER");
    As.user(
        name,
        List.of(Role.NEWCOMER),
        () -> {
          assertThatThrownBy(() -> accounts.choosePassword("wrong", CHOSEN))
              .extracting("key")
              .isEqualTo("problem.password.old");
          assertThatThrownBy(() -> accounts.choosePassword(first, "short"))
              .extracting("key")
              .isEqualTo("problem.password.length");
          assertThatThrownBy(() -> accounts.choosePassword(first, "x" + name + "x"))
              .extracting("key")
              .isEqualTo("problem.password.simple");
          assertThatThrownBy(() -> accounts.choosePassword(first, first))
              .extracting("key")
              .isEqualTo("problem.password.same");
          accounts.choosePassword(first, CHOSEN);
          return true;
        });
    assertThat(roles(node, name)).containsExactly("ROLE_OPERATOR", "ROLE_VIEWER");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenSpeaksForItsUserUntilItIsRevokedAndItsSecretIsNotKept(Database database) {
    AdminNode node = Nodes.on(database);
    AccountService accounts = node.get(AccountService.class);
    TokenService tokens = node.get(TokenService.class);
    TokenCheck check = node.get(TokenCheck.class);
    String first = As.admin(() -> accounts.add(name, Role.ADMIN));
    String secret =
        As.user(
            name,
            Role.ADMIN.included(),
            () -> {
              accounts.choosePassword(first, CHOSEN);
              return tokens.create("line 4", TokenScope.of(Role.VIEWER), 30);
            });
    assertThat(check.check(secret))
        .contains(
            new TokenCheck.Caller(
                name, Role.VIEWER.included(), Set.of(TokenScope.PREDICT, TokenScope.READ)));
    assertThat(check.check(secret + "x")).isEmpty();
    assertThat(check.check("")).isEmpty();
    As.admin(
        () -> {
          TokenRow row =
              tokens.list(0, 500).stream()
                  .filter(t -> t.user().equals(name))
                  .findFirst()
                  .orElseThrow();
          assertThat(row.valid()).isTrue();
          assertThat(row.toString()).doesNotContain(secret);
          accounts.change(name, Role.ADMIN, false);
          assertThat(check.check(secret)).as("of a locked user").isEmpty();
          accounts.change(name, Role.ADMIN, true);
          assertThat(check.check(secret)).isPresent();
          tokens.revoke(row.id());
          assertThat(check.check(secret)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void theLastAdministratorCannotBeLockedOut(Database database) {
    AdminNode node = Nodes.on(database);
    AccountService accounts = node.get(AccountService.class);
    As.admin(
        () -> {
          accounts.users(0, 500).stream()
              .filter(u -> u.role() == Role.ADMIN && u.enabled() && !u.name().equals("admin"))
              .forEach(u -> accounts.change(u.name(), Role.VIEWER, true));
          assertThatThrownBy(() -> accounts.change("admin", Role.ADMIN, false))
              .extracting("key")
              .isEqualTo("problem.user.last");
          assertThatThrownBy(() -> accounts.change("admin", Role.VIEWER, true))
              .extracting("key")
              .isEqualTo("problem.user.last");
        });
  }
}
