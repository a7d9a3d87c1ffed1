package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.endpoint.TestServer.Answer;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.batch.BatchLimits;
import io.ucad.endpoint.http.HttpLimits;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability cases 21, 22, 28 and 29, with a model whose pace and faults the tests decide. The
 * figures of overload come from the load run of the benchmarks; here it is what is refused and what
 * is not.
 */
@Timeout(120)
class OverloadTest {
  private static final int QUEUE = 6;
  private static final int GOOD = 200;
  private static final byte[] IMAGE = {1, 2, 3};

  @TempDir static Path folder;
  private static ModelStore store;
  private final FakeModel model = new FakeModel();
  private TestServer server;

  @BeforeAll
  static void learn() {
    store = ModelStore.open(TinyModel.in(folder).store());
  }

  @BeforeEach
  void start() {
    var quick =
        new HttpLimits(
            1 << 16,
            Duration.ofMillis(500),
            1000,
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(60));
    server =
        TestServer.start(
            store,
            model.loader(),
            EndpointSettings.defaults()
                .withWorkers(1)
                .withBatches(new BatchLimits(QUEUE, 1 << 20, 4, Duration.ZERO))
                .withHttp(quick),
            new LoopbackOnly(),
            Optional.empty());
  }

  @AfterEach
  void stop() {
    model.release();
    server.close();
    assertThat(model.closed.getCount()).isZero();
  }

  private void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** One request in the worker, all places of the queue taken. */
  private List<CompletableFuture<Answer>> fill() throws InterruptedException {
    int before = model.batches.get();
    model.hold();
    List<CompletableFuture<Answer>> taken = new ArrayList<>();
    taken.add(server.predictLater("/predictions/ucad", IMAGE));
    await(() -> model.batches.get() == before + 1);
    for (int i = 0; i < QUEUE; i++) {
      taken.add(server.predictLater("/predictions/ucad", IMAGE));
    }
    await(() -> server.endpoint().batcher().waiting() == QUEUE);
    return taken;
  }

  @Test
  void aFullQueueRefusesAtOnceAndAnswersAllItTook() throws Exception {
    List<CompletableFuture<Answer>> taken = fill();

    for (int i = 0; i < 10; i++) {
      Answer refused = server.predict(IMAGE);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("OVERLOADED");
      assertThat(refused.header("Retry-After")).contains("1");
    }
    // Whoever asks for something else is still answered.
    assertThat(server.get("/ping").status()).isEqualTo(200);
    assertThat(server.get("/metrics").text()).contains("ucad_queue_size " + QUEUE + ".0");

    model.release();
    assertThat(taken).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    assertThat(server.predict(IMAGE).status()).isEqualTo(200);
    Figures.record(
        29,
        "full queue: refused with 503 and Retry-After, taken before and answered",
        "10 of 10, %d of %d".formatted(taken.size(), taken.size()));
  }

  @Test
  void whatWaitsGoesTogether() throws Exception {
    List<CompletableFuture<Answer>> taken = fill();

    model.release();
    taken.forEach(CompletableFuture::join);

    // Warm-up apart: one alone, then four, then two.
    assertThat(server.get("/metrics").text())
        .contains("ucad_batch_size_count 3\n")
        .contains("ucad_batch_size_sum 7.0\n");
  }

  @Test
  void anErrorInTheModelIsOurFaultAndItsNeighboursAreAnswered() throws Exception {
    model.hold();
    int before = model.batches.get();
    var first = server.predictLater("/predictions/ucad", IMAGE);
    await(() -> model.batches.get() == before + 1);
    List<CompletableFuture<Answer>> batch = new ArrayList<>();
    for (byte kind : new byte[] {1, FakeModel.ERROR, 1, FakeModel.EXCEPTION}) {
      batch.add(server.predictLater("/predictions/ucad", new byte[] {kind}));
    }
    await(() -> server.endpoint().batcher().waiting() == batch.size());
    model.release();

    assertThat(first.join().status()).isEqualTo(200);
    assertThat(batch.stream().map(answer -> answer.join().status()))
        .containsExactly(200, 500, 200, 500);
    Answer fault = batch.get(1).join();
    assertThat(fault.code()).isEqualTo("INTERNAL");
    assertThat(fault.text()).doesNotContain("StackOverflow", "of the test", "\tat ");
    assertThat(model.renewed.get()).isPositive();
    assertThat(server.predict(IMAGE).status()).isEqualTo(200);
    assertThat(server.get("/metrics").text()).contains("ucad_worker_failures_total 3.0");
    Figures.record(
        22,
        "an Error and an exception in a batch of 4: neighbours answered, 5xx",
        "2 of 2, 2 of 2");
  }

  @Test
  void whoeverWentAwayIsNotWorkedFor() throws Exception {
    model.hold();
    int before = model.batches.get();
    var first = server.predictLater("/predictions/ucad", IMAGE);
    await(() -> model.batches.get() == before + 1);
    int answered = model.images.get();
    try (var gone = new RawClient(server.port());
        var stays = new RawClient(server.port())) {
      gone.head(IMAGE.length).send(IMAGE);
      stays.head(IMAGE.length).send(IMAGE);
      await(() -> server.endpoint().batcher().waiting() == 2);
      gone.close();
      TimeUnit.MILLISECONDS.sleep(50); // loopback: until the end of the connection is seen there
      model.release();

      assertThat(stays.answer()).startsWith("HTTP/1.1 200");
    }
    assertThat(first.join().status()).isEqualTo(200);
    assertThat(model.images.get()).isEqualTo(answered + 2);
  }

  @Test
  void aRequestSentAheadIsNotTakenForAClientThatWentAway() throws Exception {
    model.hold();
    try (var client = new RawClient(server.port())) {
      for (int i = 0; i < 3; i++) {
        client.head(IMAGE.length).send(IMAGE);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      model.release();
      for (int i = 0; i < 3; i++) {
        assertThat(client.answer()).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void slowBodiesAreRefusedAndKeepNobodyWaiting() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    try {
      // Many more than the container has threads.
      for (int i = 0; i < 100; i++) {
        slow.add(new RawClient(server.port()).head(60_000).send(new byte[10]));
      }
      answersGoodRequests();
      for (RawClient client : slow) {
        assertThat(client.rest()).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
      }
      Figures.record(28, "slow bodies refused with 408", "100 of 100");
      Figures.record(28, "requests beside them answered", "%d of %d".formatted(GOOD, GOOD));
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  private void answersGoodRequests() {
    for (int i = 0; i < GOOD; i++) {
      assertThat(server.predict(IMAGE).status()).isEqualTo(200);
    }
  }

  @Test
  void slowHeadersKeepNobodyWaiting() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        slow.add(new RawClient(server.port()).send("POST /predictions/ucad HTTP/1.1\r\nHos"));
      }
      answersGoodRequests();
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void whoeverDoesNotReadKeepsNobodyWaiting() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        slow.add(
            new RawClient(server.port())
                .send("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200)));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(server.predict(IMAGE).status()).isEqualTo(200);
      }
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void closingAnswersWhatWasAsked() throws Exception {
    List<CompletableFuture<Answer>> taken = fill();
    var closing =
        CompletableFuture.runAsync(server.server()::close, command -> new Thread(command).start());
    TimeUnit.MILLISECONDS.sleep(50);
    model.release();
    closing.join();

    assertThat(taken).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
  }
}
