package io.ucad.endpoint.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {
  private static final BatchLimits LIMITS = new BatchLimits(10, 1000, 4, Duration.ZERO);

  private final AtomicLong now = new AtomicLong();

  /** Remembers the sizes of batches; waits until it may answer. */
  private static final class Model implements BatchModel {
    private final List<Integer> sizes = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @Override
    public List<Output> answer(int worker, List<Input> batch) throws Exception {
      synchronized (sizes) {
        sizes.add(batch.size());
      }
      started.countDown();
      mayAnswer.await();
      return batch.stream().map(input -> new Output(200, input.getProperty("n", ""))).toList();
    }

    @Override
    public void renew(int worker) {}
  }

  private Ask ask(BatchModel model, int bytes, long deadline, CompletableFuture<Outcome> told) {
    return new Ask(model, new Input(), bytes, deadline, () -> false, told::complete);
  }

  @Test
  void numberAndBytesAreBounded() {
    var queue = new BatchQueue(LIMITS, now::get);
    var model = new Model();
    var told = new CompletableFuture<Outcome>();
    assertThat(queue.offer(ask(model, 700, 1, told))).isTrue();
    assertThat(queue.offer(ask(model, 301, 1, told))).isFalse();
    assertThat(queue.offer(ask(model, 300, 1, told))).isTrue();
    assertThat(queue.isFull()).isTrue();
    assertThat(queue.drain()).hasSize(2);
    for (int i = 0; i < 10; i++) {
      assertThat(queue.offer(ask(model, 1, 1, told))).isTrue();
    }
    assertThat(queue.offer(ask(model, 1, 1, told))).isFalse();
    assertThat(queue.bytes()).isEqualTo(10);
  }

  @Test
  void theOldestDecidesTheModelAndTheOrderStays() throws InterruptedException {
    var queue = new BatchQueue(LIMITS, now::get);
    var one = new Model();
    var other = new Model();
    var told = new CompletableFuture<Outcome>();
    List<Ask> asks =
        IntStream.range(0, 9).mapToObj(i -> ask(i % 3 == 1 ? other : one, 1, 1, told)).toList();
    asks.forEach(queue::offer);

    assertThat(queue.take(1, 0))
        .containsExactly(asks.get(0), asks.get(2), asks.get(3), asks.get(5));
    assertThat(queue.take(1, 0)).containsExactly(asks.get(1), asks.get(4), asks.get(7));
    assertThat(queue.take(1, 0)).containsExactly(asks.get(6), asks.get(8));
    assertThat(queue.size()).isZero();
  }

  @Test
  void companyIsWaitedForNoLongerThanTheDelay() throws Exception {
    var limits = new BatchLimits(10, 1000, 4, Duration.ofHours(1));
    var queue = new BatchQueue(limits, now::get);
    var model = new Model();
    var told = new CompletableFuture<Outcome>();
    queue.offer(ask(model, 1, 1, told));
    var taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take(1, 0);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            command -> Thread.ofPlatform().start(command));
    for (int i = 0; i < 3; i++) {
      assertThat(taken).isNotDone();
      queue.offer(ask(model, 1, 1, told));
    }
    assertThat(taken.join()).hasSize(4);

    queue.offer(ask(model, 1, 1, told));
    now.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(queue.take(1, 0)).hasSize(1);
  }

  @Test
  void whoeverWasJustAnsweredIsWaitedForAMoment() throws Exception {
    var queue = new BatchQueue(LIMITS, now::get);
    var model = new Model();
    var told = new CompletableFuture<Outcome>();
    queue.offer(ask(model, 1, 1, told));
    var taken =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take(3, Duration.ofHours(1).toNanos());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            command -> Thread.ofPlatform().start(command));
    queue.offer(ask(model, 1, 1, told));
    assertThat(taken).isNotDone();
    queue.offer(ask(model, 1, 1, told));
    assertThat(taken.join()).hasSize(3);

    queue.offer(ask(model, 1, 1, told));
    assertThat(queue.take(1, Duration.ofHours(1).toNanos())).hasSize(1);
    queue.offer(ask(model, 1, 1, told));
    assertThat(queue.take(3, 0)).hasSize(1);
  }

  @Test
  void idleWorkersShareWhatWaits() throws Exception {
    var limits = new BatchLimits(10, 1000, 8, Duration.ofHours(1));
    var queue = new BatchQueue(limits, now::get);
    var model = new Model();
    var told = new CompletableFuture<Outcome>();
    List<CompletableFuture<Integer>> idle = new ArrayList<>();
    for (int worker = 0; worker < 2; worker++) {
      idle.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return queue.take(1, 0).size();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              command -> Thread.ofPlatform().start(command)));
    }
    while (queue.idle() < 2) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 7; i++) {
      queue.offer(ask(model, 1, 1, told));
    }
    now.addAndGet(Duration.ofHours(2).toNanos());
    queue.offer(ask(model, 1, 1, told));

    assertThat(idle.get(0).join() + idle.get(1).join()).isEqualTo(8);
    assertThat(idle.get(0).join()).isEqualTo(4);
  }

  @Test
  void whoseDeadlineHasPassedIsNotWorkedFor() {
    var model = new Model();
    try (var batcher = new Batcher(LIMITS, 1, BatchListener.NONE, now::get)) {
      var running = new CompletableFuture<Outcome>();
      batcher.offer(ask(model, 1, 100, running));
      model.started.countDown();
      var late = new CompletableFuture<Outcome>();
      var early = new CompletableFuture<Outcome>();
      awaitStart(model);
      batcher.offer(ask(model, 1, 5, late));
      batcher.offer(ask(model, 1, 50, early));
      now.set(20);
      model.mayAnswer.countDown();

      assertThat(late.join()).isInstanceOf(Outcome.Expired.class);
      assertThat(early.join()).isInstanceOf(Outcome.Answered.class);
      assertThat(running.join()).isInstanceOf(Outcome.Answered.class);
    }
    assertThat(model.sizes).containsExactly(1, 1);
  }

  private static void awaitStart(Model model) {
    while (true) {
      synchronized (model.sizes) {
        if (!model.sizes.isEmpty()) {
          return;
        }
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aWorkerSurvivesEvenAnAskerThatThrows() {
    var model = new Model();
    model.mayAnswer.countDown();
    try (var batcher = new Batcher(LIMITS, 1, BatchListener.NONE)) {
      batcher.offer(
          new Ask(
              model,
              new Input(),
              1,
              Long.MAX_VALUE,
              () -> false,
              outcome -> {
                throw new StackOverflowError("of the test");
              }));
      var told = new CompletableFuture<Outcome>();
      batcher.offer(ask(model, 1, System.nanoTime() + Duration.ofHours(1).toNanos(), told));

      assertThat(told.join()).isInstanceOf(Outcome.Answered.class);
    }
  }

  @Test
  void aModelThatForgetsAnAnswerFailsTheBatchAndNotTheWorker() {
    BatchModel forgetful =
        new BatchModel() {
          @Override
          public List<Output> answer(int worker, List<Input> batch) {
            return List.of();
          }

          @Override
          public void renew(int worker) {
            throw new OutOfMemoryError("of the test");
          }
        };
    try (var batcher = new Batcher(LIMITS, 1, BatchListener.NONE)) {
      for (int i = 0; i < 3; i++) {
        var told = new CompletableFuture<Outcome>();
        batcher.offer(ask(forgetful, 1, System.nanoTime() + Duration.ofHours(1).toNanos(), told));
        assertThat(told.join()).isInstanceOf(Outcome.Failed.class);
      }
    }
  }

  @Test
  void bytesAreGivenBack() {
    var budget = new ByteBudget(100);
    assertThat(budget.take(60)).isTrue();
    assertThat(budget.take(41)).isFalse();
    assertThat(budget.take(40)).isTrue();
    budget.giveBack(100);
    assertThat(budget.used()).isZero();
  }

  @Test
  void coresAreSharedOut() {
    assertThat(
            IntStream.of(1, 2, 4, 8, 16, 64)
                .mapToObj(WorkerLayout::of)
                .map(layout -> layout.workers() + "x" + layout.threads())
                .collect(Collectors.joining(" ")))
        .isEqualTo("1x1 2x1 4x1 8x1 8x2 8x8");
    assertThat(WorkerLayout.of(2, 5)).isEqualTo(new WorkerLayout(5, 1));
  }
}
