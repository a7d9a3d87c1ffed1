package io.ucad.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Clients that send the next image when they have the answer to the last. */
record Clients(int port, List<byte[]> requests) {
  /**
   * What they saw.
   *
   * @param perSecond answers a second
   * @param millis how long each took, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // figures, never compared
  record Seen(double perSecond, double[] millis) {
    double quantile(double share) {
      return millis[(int) Math.min(millis.length - 1L, Math.round(share * millis.length))];
    }
  }

  Seen run(int clients, Duration time) {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<CompletableFuture<List<Double>>> running = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      int client = c;
      running.add(
          CompletableFuture.supplyAsync(
              () -> ask(client, end), command -> Thread.ofPlatform().start(command)));
    }
    double[] millis =
        running.stream()
            .flatMap(one -> one.join().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return new Seen(millis.length * 1e9 / (System.nanoTime() - start), millis);
  }

  private List<Double> ask(int client, long end) {
    List<Double> millis = new ArrayList<>();
    try (var connection = new KeptConnection(port)) {
      for (int next = client; System.nanoTime() < end; next++) {
        long start = System.nanoTime();
        int status = connection.ask(requests.get(next % requests.size()));
        if (status != 200) {
          throw new IllegalStateException("expected an answer, found status " + status);
        }
        millis.add((System.nanoTime() - start) / 1e6);
      }
      return millis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Seen together(List<Seen> parts) {
    double[] millis =
        parts.stream().flatMapToDouble(p -> Arrays.stream(p.millis())).sorted().toArray();
    return new Seen(parts.stream().mapToDouble(Seen::perSecond).average().orElseThrow(), millis);
  }
}
