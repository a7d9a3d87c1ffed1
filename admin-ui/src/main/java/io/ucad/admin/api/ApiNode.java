package io.ucad.admin.api;

import io.ucad.admin.deploy.NodeRow;
import io.ucad.admin.deploy.NodeState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node that serves.
 *
 * @param management address of the management API; empty for the endpoint in this process
 * @param inference address that images go to; empty as above
 * @param problem why nothing is known or served; empty if there is nothing to say
 * @param lookedAt when it was found so; null while nobody has looked, which asking begins
 * @param versions what is registered there
 * @param before what it served before the present version, to roll back to; null if nothing is
 *     known of it
 */
record ApiNode(
    String name,
    String management,
    String inference,
    boolean embedded,
    NodeState.Health health,
    String problem,
    @Nullable Instant lookedAt,
    List<NodeState.Served> versions,
    @Nullable Integer before) {
  static ApiNode of(NodeRow node, NodeState state, @Nullable Integer before) {
    return new ApiNode(
        node.name(),
        node.management(),
        node.inference(),
        node.embedded(),
        state.health(),
        state.problem(),
        state.at().orElse(null),
        state.versions(),
        before);
  }
}
