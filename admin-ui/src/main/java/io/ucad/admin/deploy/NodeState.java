package io.ucad.admin.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a node was when it was last looked at.
 *
 * @param health what is to be said in one word
 * @param problem why nothing is known or served; empty if there is nothing to say
 * @param versions what is registered there
 * @param at when; empty if nobody has looked yet
 */
public record NodeState(
    Health health, String problem, List<Served> versions, Optional<Instant> at) {
  /** Nobody has looked yet. */
  static final NodeState UNSEEN = new NodeState(Health.UNSEEN, "", List.of(), Optional.empty());

  public NodeState {
    versions = List.copyOf(versions);
  }

  /** The version of ours that answers requests which name none; the newest if there are several. */
  public OptionalInt current() {
    return versions.stream()
        .filter(Served::current)
        .mapToInt(Served::number)
        .filter(number -> number > 0)
        .max();
  }

  /** What a node is like. */
  public enum Health {
    UNSEEN,
    /** It answers, but serves nothing. */
    EMPTY,
    SERVING,
    /** Something of it does not work. */
    SICK,
    UNREACHABLE
  }

  /**
   * A version that is registered.
   *
   * @param version such as {@code v7}
   * @param healthy whether it answers
   * @param current whether requests that name no version go to it
   * @param detail for people
   */
  public record Served(String version, boolean healthy, boolean current, String detail) {
    /** Of a version of ours; 0 for what somebody else has named. */
    public int number() {
      return version.matches("v[1-9]\\d{0,8}") ? Integer.parseInt(version.substring(1)) : 0;
    }
  }
}
