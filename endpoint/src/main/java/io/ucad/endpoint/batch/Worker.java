package io.ucad.endpoint.batch;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes batches and has them answered. Nothing that a model throws ends it: the batch is tried
 * again one by one, so that only the request that cannot be answered fails.
 */
final class Worker implements Runnable {
  /** Of the time of a batch, what may be spent on waiting for the same askers to come again. */
  private static final int MOMENT = 20;

  private final int number;
  private final BatchQueue queue;
  private final BatchListener listener;
  private final LongSupplier nanos;

  Worker(int number, BatchQueue queue, BatchListener listener, LongSupplier nanos) {
    this.number = number;
    this.queue = queue;
    this.listener = listener;
    this.nanos = nanos;
  }

  @Override
  public void run() {
    try {
      List<Ask> batch = queue.take(1, 0);
      while (!batch.isEmpty()) {
        long start = nanos.getAsLong();
        work(batch);
        batch = queue.take(batch.size(), (nanos.getAsLong() - start) / MOMENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(List<Ask> batch) {
    try {
      answer(awaited(batch));
    } catch (Throwable e) {
      report(e);
      batch.forEach(ask -> tell(ask, new Outcome.Failed(e)));
    }
  }

  /** Even telling may fail when memory is short; worker and neighbours must survive that too. */
  private void tell(Ask ask, Outcome outcome) {
    try {
      ask.end(outcome);
    } catch (Throwable e) {
      report(e);
    }
  }

  private void report(Throwable fault) {
    try {
      listener.failed(fault);
    } catch (Throwable e) {
      fault.addSuppressed(e); // there is nobody left to tell
    }
  }

  /** Those that somebody still waits for. */
  private List<Ask> awaited(List<Ask> batch) {
    List<Ask> awaited = new ArrayList<>(batch.size());
    long now = nanos.getAsLong();
    for (Ask ask : batch) {
      if (ask.gone()) {
        tell(ask, new Outcome.Gone());
      } else if (ask.expired(now)) {
        tell(ask, new Outcome.Expired());
      } else {
        listener.waited(Duration.ofNanos(now - ask.queuedAt()));
        awaited.add(ask);
      }
    }
    return awaited;
  }

  /**
   * Errors are caught too: an {@code OutOfMemoryError} of one request is no reason to leave all
   * others without an answer.
   */
  private void answer(List<Ask> batch) {
    if (batch.isEmpty()) {
      return;
    }
    BatchModel model = batch.get(0).model();
    List<Output> outputs;
    try {
      outputs = outputs(model, batch);
    } catch (Throwable e) {
      report(e);
      renew(model);
      if (batch.size() == 1) {
        tell(batch.get(0), new Outcome.Failed(e));
      } else {
        batch.forEach(ask -> answer(List.of(ask)));
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      tell(batch.get(i), new Outcome.Answered(outputs.get(i)));
    }
  }

  private List<Output> outputs(BatchModel model, List<Ask> batch) throws Exception {
    long start = nanos.getAsLong();
    List<Input> inputs = batch.stream().map(Ask::input).toList();
    List<Output> outputs = model.answer(number, inputs);
    if (outputs.size() != batch.size()) {
      throw new IllegalStateException(
          "expected %d answers of the model, found %d".formatted(batch.size(), outputs.size()));
    }
    listener.answered(batch.size(), Duration.ofNanos(nanos.getAsLong() - start));
    return outputs;
  }

  private void renew(BatchModel model) {
    try {
      model.renew(number);
    } catch (Throwable e) {
      // The old part stays; if it cannot answer either, its requests fail one by one.
      report(e);
    }
  }
}
