package io.ucad.endpoint.http;

import io.ucad.endpoint.http.RouteTable.Match;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. No thread waits for the client in either direction: what it sends is
 * taken as it comes, what it is sent is handed over as it has room.
 */
final class Exchange implements ReadListener, WriteListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final int CHUNK = 1 << 14;

  private enum State {
    READING,
    ANSWERING,
    REPLYING,
    ENDED
  }

  private final Shared shared;
  private final HttpServletResponse response;
  private final Head head;
  private final InetSocketAddress remote;
  private final AsyncContext async;
  private final ServletInputStream in;
  private final ServletOutputStream out;
  private final Body body;
  private final long start = System.nanoTime();
  private final AtomicReference<State> state = new AtomicReference<>(State.READING);
  private final AtomicBoolean counted = new AtomicBoolean();
  private final AtomicBoolean completed = new AtomicBoolean();
  private @Nullable Match match;
  private final AtomicLong received = new AtomicLong();
  private volatile boolean bodyEnded;
  private volatile long lingering;
  private volatile @Nullable Reply reply;
  private int written;

  Exchange(Shared shared, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    this.shared = shared;
    this.response = response;
    this.head = Head.of(request);
    this.remote =
        InetSocketAddress.createUnresolved(request.getRemoteAddr(), request.getRemotePort());
    this.body = new Body(shared.limits().maxBody(), shared.budget());
    this.in = request.getInputStream();
    this.out = response.getOutputStream();
    this.async = request.startAsync();
    this.bodyEnded = !head.hasBody();
    shared.running().incrementAndGet();
  }

  /** Takes the request in. On the container's thread, once. */
  void start() {
    async.setTimeout(shared.limits().whole().toMillis());
    async.addListener(this);
    Optional<HttpProblem> refusal = refusal();
    if (bodyEnded) {
      refusal.ifPresentOrElse(this::refuse, this::answer);
      return;
    }
    shared.watch().add(this);
    refusal.ifPresent(this::refuse);
    in.setReadListener(this);
  }

  /** Everything that can be judged before the body. */
  private Optional<HttpProblem> refusal() {
    try {
      Match found = shared.routes().find(head.method(), head.path());
      match = found;
      shared.gate().require(found.route().access(), head.caller());
      if (found.route().body() && head.contentLength() > shared.limits().maxBody()) {
        return Optional.of(Body.tooLarge(shared.limits().maxBody()));
      }
      return found.route().admission().get();
    } catch (HttpProblem e) {
      if (match == null) {
        return Optional.of(shared.gate().openFor(head.caller()).orElse(e));
      }
      return Optional.of(e);
    }
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[CHUNK];
    while (in.isReady()) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      received.addAndGet(count);
      if (state.get() == State.READING && match != null && match.route().body()) {
        keep(buffer, count);
      }
    }
  }

  private void keep(byte[] buffer, int count) {
    try {
      synchronized (body) {
        body.add(buffer, count);
      }
    } catch (HttpProblem e) {
      refuse(e);
    }
  }

  @Override
  public void onAllDataRead() {
    bodyEnded = true;
    shared.watch().remove(this);
    if (state.get() == State.READING) {
      answer();
    } else if (lingering != 0) {
      complete();
    }
  }

  /** Called now and then until the body has come. */
  void judgePace(long now) {
    if (lingering != 0 && now - lingering > shared.limits().linger().toNanos()) {
      complete();
    } else if (state.get() == State.READING
        && shared.limits().tooSlow(Duration.ofNanos(now - start), received.get())) {
      refuse(
          new HttpProblem(
              408,
              "BODY_TOO_SLOW",
              "expected the body within %d s and at %d bytes a second, found a slower one; send it again"
                  .formatted(
                      shared.limits().longestBody().toSeconds(),
                      shared.limits().minBytesPerSecond())));
    }
  }

  private void answer() {
    if (!state.compareAndSet(State.READING, State.ANSWERING) || match == null) {
      return;
    }
    CompletableFuture<Reply> answer;
    try {
      answer = match.route().action().answer(whole(match.variables()));
    } catch (Throwable e) {
      answer = CompletableFuture.failedFuture(e);
    }
    if (answer.isDone()) {
      finish(answer);
    } else {
      CompletableFuture<Reply> later = answer;
      var unused = answer.whenCompleteAsync((done, failure) -> finish(later), shared.replies());
    }
  }

  private Request whole(Map<String, String> variables) {
    byte[] bytes;
    synchronized (body) {
      bytes = body.whole();
    }
    return new Request(
        head.id(),
        variables,
        Query.parse(head.query()),
        head.contentType(),
        head.jsonLength(),
        bytes,
        this::gone);
  }

  private void finish(CompletableFuture<Reply> answer) {
    Reply done;
    try {
      done = answer.join();
    } catch (Throwable e) {
      done = problem(e).reply(head.id());
    }
    if (state.compareAndSet(State.ANSWERING, State.REPLYING)) {
      send(done);
    }
  }

  private HttpProblem problem(Throwable e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof HttpProblem problem) {
      return problem;
    }
    LOG.error("request {} failed by a fault of ours", head.id(), cause);
    return new HttpProblem(
        500,
        "INTERNAL",
        "expected an answer, found a fault of ours; its log names this request by its id");
  }

  private void refuse(HttpProblem problem) {
    if (state.compareAndSet(State.READING, State.REPLYING)) {
      synchronized (body) {
        body.release();
      }
      send(problem.reply(head.id()).with(bodyEnded ? Map.of() : Map.of("Connection", "close")));
    }
  }

  private void send(Reply answer) {
    try {
      response.setStatus(answer.status());
      response.setContentType(answer.contentType());
      response.setContentLength(answer.body().length);
      response.setHeader("X-Request-Id", head.id());
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Content-Type-Options", "nosniff");
      answer.headers().forEach(response::setHeader);
      reply = answer;
      out.setWriteListener(this);
    } catch (RuntimeException e) {
      complete(); // the client went away meanwhile
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    Reply answer = reply;
    if (answer == null || lingering != 0) {
      return;
    }
    byte[] bytes = head.method().equals("HEAD") ? new byte[0] : answer.body();
    while (out.isReady()) {
      if (written < bytes.length) {
        int count = Math.min(CHUNK, bytes.length - written);
        out.write(bytes, written, count);
        written += count;
      } else if (bodyEnded) {
        complete();
        return;
      } else {
        out.flush();
        lingering = System.nanoTime();
        if (bodyEnded) {
          complete();
        }
        return;
      }
    }
  }

  /** Whether nobody waits for the answer any more. */
  private boolean gone() {
    return state.get() == State.ENDED || shared.connections().isClosed(remote);
  }

  private void complete() {
    if (completed.compareAndSet(false, true)) {
      end();
      try {
        async.complete();
      } catch (RuntimeException e) {
        LOG.debug("request {} had ended already", head.id(), e);
      }
    }
  }

  private void end() {
    state.set(State.ENDED);
    shared.watch().remove(this);
    synchronized (body) {
      body.release();
    }
    if (counted.compareAndSet(false, true)) {
      shared.running().decrementAndGet();
      Reply answer = reply;
      shared
          .listener()
          .answered(
              head.method(),
              match == null ? "none" : match.route().path(),
              answer == null ? 0 : answer.status(),
              Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public void onError(Throwable t) {
    LOG.debug("request {}: the client went away", head.id(), t);
    complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    complete();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    completed.set(true);
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
