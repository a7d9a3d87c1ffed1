package io.ucad.endpoint.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's own protocol, which also tells whether a client has gone. Tomcat looks at a connection
 * only when it reads or writes, and a request that waits for its turn does neither. Whoever closed
 * its side is seen as readable with nothing to read; a next request that was sent ahead is readable
 * with something to read, and stays unread.
 */
public final class WatchedProtocol extends Http11NioProtocol implements Connections {
  private static final Object LOCK = new Object();

  @Override
  public boolean isClosed(InetSocketAddress remote) {
    Optional<SocketChannel> channel = find(remote);
    try {
      return channel.isEmpty()
          || (readable(channel.get()) && channel.get().socket().getInputStream().available() == 0);
    } catch (ClosedChannelException | CancelledKeyException e) {
      return true;
    } catch (IOException e) {
      return !channel.get().isOpen();
    }
  }

  private Optional<SocketChannel> find(InetSocketAddress remote) {
    for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
      if (connection.getRemotePort() == remote.getPort()
          && remote.getHostString().equals(connection.getRemoteAddr())
          && connection.getSocket() instanceof NioChannel nio) {
        return Optional.of(nio.getIOChannel());
      }
    }
    return Optional.empty();
  }

  private static boolean readable(SocketChannel channel) throws IOException {
    synchronized (LOCK) {
      try (Selector selector = Selector.open()) {
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        selector.selectNow();
        boolean readable = key.isReadable();
        key.cancel();
        selector.selectNow();
        return readable;
      }
    }
  }
}
