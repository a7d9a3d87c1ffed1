package io.ucad.endpoint.http;

import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.batch.ByteBudget;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The endpoint as a servlet, for the container of this module or of another program. Register it
 * with asynchronous support under {@link #MAPPINGS}, or under {@code /*} if nothing else is there.
 */
public final class EndpointServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int REPLY_THREADS = 2;

  /** The paths of the inference contract. */
  public static final List<String> MAPPINGS =
      List.of("/predictions/*", "/invocations", "/ping", "/v2/*", "/metrics", "/openapi.json");

  private final transient ExecutorService replies =
      Executors.newFixedThreadPool(
          REPLY_THREADS, Thread.ofPlatform().name("ucad-reply-", 0).daemon(true).factory());
  private final transient PaceWatch watch = new PaceWatch();
  private final transient AtomicInteger running = new AtomicInteger();
  private final transient Shared shared;

  /**
   * @param budget bytes of all requests together
   * @param connections tells which of them were closed by their clients
   */
  public EndpointServlet(
      RouteTable routes,
      AccessPolicy policy,
      HttpLimits limits,
      ByteBudget budget,
      Connections connections,
      HttpListener listener) {
    this.shared =
        new Shared(
            routes,
            new Gate(policy),
            limits,
            budget,
            watch,
            running,
            connections,
            replies,
            listener);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    new Exchange(shared, request, response).start();
  }

  /**
   * Waits until every request has its answer.
   *
   * @return whether that is so
   */
  public boolean awaitIdle(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    try {
      while (running.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return running.get() == 0;
  }

  @Override
  public void destroy() {
    watch.close();
    replies.shutdown();
  }
}
