package io.ucad.endpoint.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody shows a token. The file is read again when it has changed, so that a revoked token is
 * refused within a second; while it cannot be read, nobody is let in.
 */
public final class TokenAccess implements AccessPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(TokenAccess.class);
  private static final String BEARER = "bearer ";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final TokenFile file;
  private final InstantSource clock;
  private Optional<List<Token>> tokens;
  private Object seen;
  private Instant lookedAt;

  /**
   * @throws TokenException if there is no token, or the file is damaged
   */
  public TokenAccess(TokenFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.lookedAt = clock.instant();
    this.seen = stamp();
    List<Token> first = file.list();
    if (first.isEmpty()) {
      throw new TokenException(
          "expected at least one token in %s, found none; run: ucad token create --name NAME --scope predict --file %s"
              .formatted(file.path(), file.path()));
    }
    this.tokens = Optional.of(first);
  }

  @Override
  public Decision decide(Caller caller, Scope scope) {
    Optional<List<Token>> known = current();
    if (known.isEmpty()) {
      return Decision.UNDECIDED;
    }
    String shown = caller.authorization().orElse("");
    if (!shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Decision.UNKNOWN;
    }
    Optional<Token> token = find(known.get(), shown.substring(BEARER.length()).strip());
    if (token.isEmpty() || token.get().expired(clock.instant())) {
      return Decision.UNKNOWN;
    }
    return token.get().scopes().contains(scope) ? Decision.ALLOWED : Decision.FORBIDDEN;
  }

  /** Compares with all of them, each in constant time: the time says nothing about any. */
  private static Optional<Token> find(List<Token> known, String secret) {
    byte[] hash = Secret.hash(secret).getBytes(StandardCharsets.US_ASCII);
    Optional<Token> found = Optional.empty();
    for (Token token : known) {
      if (MessageDigest.isEqual(hash, token.sha256().getBytes(StandardCharsets.US_ASCII))) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private synchronized Optional<List<Token>> current() {
    Instant now = clock.instant();
    if (Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) < 0) {
      return tokens;
    }
    lookedAt = now;
    Object stamp = stamp();
    if (!stamp.equals(seen) || tokens.isEmpty()) {
      seen = stamp;
      tokens = read();
    }
    return tokens;
  }

  private Optional<List<Token>> read() {
    try {
      if (!Files.exists(file.path())) {
        throw new TokenException(
            "expected tokens in %s, found no file; restore it".formatted(file.path()));
      }
      return Optional.of(file.list());
    } catch (TokenException e) {
      LOG.error("nobody is let in until the tokens can be read again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Changes when the file does; it is replaced, so that its key changes even within a tick. */
  private Object stamp() {
    try {
      var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return List.of(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    } catch (NoSuchFileException e) {
      return "absent";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
