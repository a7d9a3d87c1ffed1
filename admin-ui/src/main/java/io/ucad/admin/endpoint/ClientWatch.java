package io.ucad.admin.endpoint;

import io.ucad.endpoint.http.Connections;
import java.net.InetSocketAddress;

/** Which clients have gone: the connector knows, once there is one. */
final class ClientWatch implements Connections {
  private volatile Connections connector = Connections.UNKNOWN;

  void ask(Connections newConnector) {
    connector = newConnector;
  }

  @Override
  public boolean isClosed(InetSocketAddress remote) {
    return connector.isClosed(remote);
  }
}
