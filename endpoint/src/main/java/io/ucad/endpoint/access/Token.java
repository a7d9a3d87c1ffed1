package io.ucad.endpoint.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a token: never the token itself.
 *
 * @param name by which people know it
 * @param scopes what it is good for, at least one
 * @param sha256 of the token's text, lower-case hexadecimal
 * @param created when
 * @param expires when it is of no more use
 */
public record Token(
    String name, Set<Scope> scopes, String sha256, Instant created, Optional<Instant> expires) {
  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";
  private static final String HASH = "[0-9a-f]{64}";

  public Token {
    scopes = Set.copyOf(scopes);
    if (!name.matches(NAME)) {
      throw new TokenException(
          "expected a token's name of the form %s, found '%s'".formatted(NAME, printable(name)));
    }
    if (scopes.isEmpty()) {
      throw new TokenException("expected at least one scope for token '" + name + "', found none");
    }
    if (!sha256.matches(HASH)) {
      throw new TokenException("expected a SHA-256 for token '" + name + "', found something else");
    }
  }

  boolean expired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 80)).replaceAll("[^ -~]", "?");
  }
}
