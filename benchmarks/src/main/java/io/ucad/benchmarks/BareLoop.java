package io.ucad.benchmarks;

import ai.djl.modality.Input;
import io.ucad.endpoint.model.ServedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The translator without a server: as many threads as the endpoint has workers, each with batches
 * that are always full.
 */
record BareLoop(ServedModel model, int threads, List<byte[]> jpegs) {
  /** Images a second. */
  double perSecond(int batch, Duration time) {
    var images = new AtomicLong();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int worker = t;
      running.add(
          CompletableFuture.runAsync(
              () -> {
                for (int next = worker; System.nanoTime() < end; next += batch) {
                  answer(worker, next, batch);
                  images.addAndGet(batch);
                }
              },
              command -> Thread.ofPlatform().start(command)));
    }
    running.forEach(CompletableFuture::join);
    return images.get() * 1e9 / (System.nanoTime() - start);
  }

  private void answer(int worker, int first, int batch) {
    List<Input> inputs = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      var input = new Input();
      input.add("data", jpegs.get((first + i) % jpegs.size()));
      inputs.add(input);
    }
    try {
      if (model.answer(worker, inputs).stream().anyMatch(output -> output.getCode() != 200)) {
        throw new IllegalStateException("expected answers, found a refusal");
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
