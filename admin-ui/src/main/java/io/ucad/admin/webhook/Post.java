package io.ucad.admin.webhook;

import io.ucad.admin.problem.UserProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends one request and reads the status of its answer. It connects to the very address that was
 * checked, which no client of the JDK can be told to do with TLS; follows no redirect, uses no
 * proxy, and hangs up in time whatever the other side does.
 */
@Component
class Post implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int MOST_ADDRESSES = 4;
  private static final int FAREWELL_BYTES = 4 << 10;
  private static final int FAREWELL_MS = 200;

  private final Targets targets;
  private final SSLSocketFactory tls;
  private final Duration connect;
  private final Duration answer;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ucad-webhook-clock").daemon(true).factory());

  @Autowired
  Post(Targets targets) {
    this(targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), CONNECT, ANSWER);
  }

  /**
   * @param tls knows whom to trust
   * @param connect how long one address may take to be reached
   * @param answer how long all that follows may take
   */
  Post(Targets targets, SSLSocketFactory tls, Duration connect, Duration answer) {
    this.targets = targets;
    this.tls = tls;
    this.connect = connect;
    this.answer = answer;
  }

  /**
   * @param headers names and values of visible ASCII
   */
  Answer send(HookAddress to, Map<String, String> headers, byte[] body) {
    var late = new AtomicBoolean();
    try (Socket socket = connect(targets.resolve(to), to.port())) {
      Future<?> end =
          clock.schedule(() -> hangUp(socket, late), answer.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return exchange(to.secure() ? secure(socket, to) : socket, request(to, headers, body));
      } finally {
        end.cancel(false);
      }
    } catch (UserProblem e) {
      return Answer.of(Outcome.REFUSED);
    } catch (UnknownHostException e) {
      return Answer.of(Outcome.UNKNOWN_HOST);
    } catch (IOException e) {
      return Answer.of(late.get() ? Outcome.TIMEOUT : outcome(e));
    }
  }

  private static Outcome outcome(IOException problem) {
    if (problem instanceof SocketTimeoutException) {
      return Outcome.TIMEOUT;
    }
    return problem instanceof SSLException ? Outcome.TLS : Outcome.UNREACHABLE;
  }

  private static void hangUp(Socket socket, AtomicBoolean late) {
    late.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      return; // it is as good as closed
    }
  }

  private Socket connect(List<InetAddress> addresses, int port) throws IOException {
    IOException problem = new UnknownHostException();
    for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES))) {
      var socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        problem = e;
      }
    }
    throw problem;
  }

  private Socket secure(Socket socket, HookAddress to) throws IOException {
    var secured = (SSLSocket) tls.createSocket(socket, to.host(), to.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static Answer exchange(Socket socket, byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OptionalInt status = new StatusLine(in).read();
    if (status.isEmpty()) {
      return Answer.of(Outcome.NOT_HTTP);
    }
    listenOut(socket, in);
    return Answer.of(status.getAsInt());
  }

  /** A receiver that is cut off in the middle of a short answer would complain in its log. */
  private static void listenOut(Socket socket, InputStream in) {
    try {
      socket.setSoTimeout(FAREWELL_MS);
      in.readNBytes(FAREWELL_BYTES);
    } catch (IOException e) {
      return; // its status is known, and that is all that matters
    }
  }

  private static byte[] request(HookAddress to, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder();
    head.append("POST ").append(to.resource()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(to.authority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Connection: close\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
