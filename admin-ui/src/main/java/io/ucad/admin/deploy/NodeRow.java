package io.ucad.admin.deploy;

import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.ServerAddress;
import java.time.Duration;

/**
 * A node.
 *
 * @param management address of the management API; empty for the endpoint in this process
 * @param inference address that images go to; empty as above
 */
public record NodeRow(String name, String management, String inference) {
  /** The endpoint in this process. */
  public static final NodeRow EMBEDDED = new NodeRow("embedded", "", "");

  /** Whether it is the endpoint in this process. */
  public boolean embedded() {
    return name.equals(EMBEDDED.name);
  }

  ServerAddress address() {
    return ServerAddress.parse(management);
  }

  /**
   * A connection; only to where it may go, as names can point elsewhere by now.
   *
   * @throws io.ucad.admin.problem.UserProblem if it points out of the closed network
   */
  DjlServingNode connect(Duration patience) {
    ServerAddress images = ServerAddress.parse(inference);
    ClosedNetwork.require(address());
    ClosedNetwork.require(images);
    return new DjlServingNode(address(), images, patience);
  }
}
