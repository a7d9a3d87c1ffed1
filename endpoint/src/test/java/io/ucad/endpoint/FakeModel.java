package io.ucad.endpoint;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.ucad.endpoint.model.ModelLoader;
import io.ucad.endpoint.model.ServedModel;
import io.ucad.store.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model whose faults and pace the test decides; answers have the form of the contract. The first
 * byte of an image says what happens to it.
 */
final class FakeModel implements ServedModel {
  /** Throws an Error. */
  static final byte ERROR = 'E';

  /** Throws an exception. */
  static final byte EXCEPTION = 'X';

  final AtomicInteger batches = new AtomicInteger();
  final AtomicInteger images = new AtomicInteger();
  final AtomicInteger renewed = new AtomicInteger();
  final CountDownLatch closed = new CountDownLatch(1);

  /** A batch takes one; without any it waits. Unlimited unless {@link #hold} was called. */
  private final Semaphore goAhead = new Semaphore(0);

  private volatile boolean held;
  private volatile long millis;

  /** What the loader of this model gives. */
  ModelLoader loader() {
    return (Version version, int workers) -> this;
  }

  /** From now on every batch waits for {@link #release}. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
    goAhead.release(1_000_000);
  }

  /** From now on every batch takes so long. */
  void takes(long batchMillis) {
    millis = batchMillis;
  }

  @Override
  public List<Output> answer(int worker, List<Input> batch) throws Exception {
    batches.incrementAndGet();
    if (held) {
      goAhead.acquire();
    }
    if (millis > 0) {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
    List<Output> outputs = new ArrayList<>();
    for (Input input : batch) {
      byte[] image = input.getData().getAsBytes();
      byte first = image.length == 0 ? 0 : image[0];
      if (first == ERROR) {
        throw new StackOverflowError("of the test");
      }
      if (first == EXCEPTION) {
        throw new IllegalStateException("of the test");
      }
      images.incrementAndGet();
      outputs.add(output(input));
    }
    return outputs;
  }

  private static Output output(Input input) {
    var output = new Output(200, "OK");
    output.add(
        ("{\"requestId\":\""
                + input.getProperty("X-Request-Id", "none")
                + "\",\"task\":{\"name\":\"bolt\",\"known\":true},\"score\":0.5,\"verdict\":\"OK\"}")
            .getBytes(StandardCharsets.UTF_8));
    return output;
  }

  @Override
  public void renew(int worker) {
    renewed.incrementAndGet();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
