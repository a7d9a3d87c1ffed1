package io.ucad.admin.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A program that is told something over HTTP: it keeps what came, and answers as it is told to. */
public final class Receiver implements AutoCloseable {
  private static final int PATIENCE_S = 120;
  private static final int HUGE = 64 << 20;

  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, next(), 0));
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().add("Location", address("/elsewhere"));
          answer(exchange, 302, 0);
        });
    server.createContext("/huge", exchange -> answer(exchange, 200, HUGE));
    server.start();
  }

  private int next() {
    Integer status = answers.poll();
    return status == null ? 200 : status;
  }

  private void answer(HttpExchange exchange, int status, int length) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      received.add(
          new Received(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          e -> e.getKey().toLowerCase(java.util.Locale.ROOT),
                          e -> String.join(",", e.getValue()))),
              body));
      exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
      if (length > 0) {
        exchange.getResponseBody().write(new byte[length]);
      }
    }
  }

  /** Answers these first, then 200. */
  public Receiver answering(int... statuses) {
    for (int status : statuses) {
      answers.add(status);
    }
    return this;
  }

  /** Where a path of it is. */
  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What comes next; waits for it. */
  public Received take() throws InterruptedException {
    Received next = received.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was received");
    }
    return next;
  }

  /** What came and was not taken; empty if nothing did. */
  public @Nullable Received poll() {
    return received.poll();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * One request.
   *
   * @param headers by their names in lower case
   */
  public record Received(String resource, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public JsonObject json() {
      return JsonParser.parseString(text()).getAsJsonObject();
    }
  }
}
