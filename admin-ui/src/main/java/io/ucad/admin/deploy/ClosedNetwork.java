package io.ucad.admin.deploy;

import io.ucad.admin.network.Place;
import io.ucad.admin.problem.UserProblem;
import io.ucad.deployment.ServerAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a management API may be: whoever reaches one runs code there, so that none may be in the
 * open, and no address of somebody else's may be asked from here.
 */
final class ClosedNetwork {
  private ClosedNetwork() {}

  /**
   * @throws UserProblem unless every address of the host is this machine or in a private network
   */
  static void require(ServerAddress server) {
    String host = String.valueOf(server.uri().getHost());
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!isClosed(address)) {
          throw new UserProblem("problem.node.open", host);
        }
      }
    } catch (UnknownHostException e) {
      throw new UserProblem("problem.node.unknown", host);
    }
  }

  static boolean isClosed(InetAddress address) {
    Place place = Place.of(address);
    return place == Place.HERE || place == Place.CLOSED;
  }
}
