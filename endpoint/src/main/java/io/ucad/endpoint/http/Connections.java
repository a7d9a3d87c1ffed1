package io.ucad.endpoint.http;

import java.net.InetSocketAddress;

/** What is known of the connections of clients. */
@FunctionalInterface
public interface Connections {
  /** Nothing is known: no client is taken to have gone. */
  Connections UNKNOWN = remote -> false;

  /**
   * Whether a client has closed its connection. Reads nothing from it.
   *
   * @param remote unresolved, as requests tell it
   */
  boolean isClosed(InetSocketAddress remote);
}
