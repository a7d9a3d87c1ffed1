package io.ucad.endpoint;

import io.ucad.endpoint.batch.BatchLimits;
import io.ucad.endpoint.batch.WorkerLayout;
import io.ucad.endpoint.http.HttpLimits;
import java.time.Duration;

/**
 * How an endpoint answers.
 *
 * @param workers batches at the same time
 * @param requestBytes bytes that all requests together may hold
 * @param patience how long a request may wait for its turn
 * @param look how often to look whether an alias has moved
 * @param retry when to try a version again that could not be loaded
 */
public record EndpointSettings(
    int workers,
    BatchLimits batches,
    HttpLimits http,
    long requestBytes,
    Duration patience,
    Duration look,
    Duration retry) {
  private static final int QUEUE = 64;
  private static final int BATCH = 8;
  private static final long MOST_BYTES = 256L << 20;

  /** For this machine: its cores, a quarter of its heap. */
  public static EndpointSettings defaults() {
    long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4);
    int cores = Runtime.getRuntime().availableProcessors();
    return new EndpointSettings(
        WorkerLayout.of(cores).workers(),
        new BatchLimits(QUEUE, bytes, BATCH, Duration.ZERO),
        HttpLimits.DEFAULT,
        bytes,
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }

  public EndpointSettings withWorkers(int count) {
    return new EndpointSettings(count, batches, http, requestBytes, patience, look, retry);
  }

  public EndpointSettings withBatches(BatchLimits limits) {
    return new EndpointSettings(workers, limits, http, requestBytes, patience, look, retry);
  }

  public EndpointSettings withHttp(HttpLimits limits) {
    return new EndpointSettings(workers, batches, limits, requestBytes, patience, look, retry);
  }
}
