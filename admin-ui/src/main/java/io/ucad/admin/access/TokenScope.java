package io.ucad.admin.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a token is good for. A later scope of the last three includes those before it; {@link
 * #PREDICT} is included in none, so that a camera's token can send images and nothing else.
 */
public enum TokenScope {
  /** Sends images to the inference endpoint. */
  PREDICT(Role.VIEWER),
  /** Looks, as a viewer does. */
  READ(Role.VIEWER),
  /** Does what an operator does. */
  OPERATE(Role.OPERATOR),
  /** Does what an administrator does. */
  ADMIN(Role.ADMIN);

  /** The least role of a user whose token may have this scope. */
  private final Role least;

  TokenScope(Role least) {
    this.least = least;
  }

  /** What a token could do that was made for a role: all that the role may, and predict. */
  public static Set<TokenScope> of(Role role) {
    return allowed(EnumSet.allOf(TokenScope.class), role);
  }

  /** Those of some scopes that a user of a role may use. */
  static Set<TokenScope> allowed(Collection<TokenScope> scopes, Role role) {
    return scopes.stream()
        .filter(scope -> scope.least.compareTo(role) <= 0)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
  }

  /** The role in which scopes let a program act on the REST API; empty for a mere camera. */
  static Optional<Role> role(Collection<TokenScope> scopes) {
    return scopes.stream()
        .filter(scope -> scope != PREDICT)
        .map(scope -> scope.least)
        .max(Role::compareTo);
  }

  /** As it is written in the database and in the API: {@code predict}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String join(Collection<TokenScope> scopes) {
    return scopes.stream().sorted().map(TokenScope::word).collect(Collectors.joining(" "));
  }

  static Set<TokenScope> split(String words) {
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
  }
}
