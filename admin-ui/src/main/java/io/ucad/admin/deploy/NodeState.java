package io.ucad.admin.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
  public record Served(String version, boolean healthy, boolean current, String detail) {}
}
