package io.ucad.benchmarks;

import ai.djl.Device;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ucad.endpoint.Address;
import io.ucad.endpoint.Endpoint;
import io.ucad.endpoint.EndpointServer;
import io.ucad.endpoint.EndpointSettings;
import io.ucad.endpoint.TranslatorLoader;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.batch.WorkerLayout;
import io.ucad.endpoint.model.ServedModel;
import io.ucad.endpoint.model.VersionChoice;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint with eight clients against a bare loop over the same translator, in slices that take
 * turns; its latency under load against its latency alone; ten times its capacity.
 */
record EndpointLoad(Path store, Path backbone, Path images, int seconds, int overloadSeconds) {
  private static final int CLIENTS = 8;
  private static final int SLICES = 4;
  private static final int OVERLOAD = 10;
  private static final int SLOW = 100;
  private static final String SLOW_REQUEST =
      "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: 60000\r\n\r\nx";
  private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16);

  void measure(@Nullable Integer workers, Results results) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    WorkerLayout layout =
        workers == null ? WorkerLayout.of(cores) : WorkerLayout.of(cores, workers);
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(layout.threads()));
    results.add("workers", layout.workers(), "");
    results.add("native threads of a worker", layout.threads(), "");
    List<byte[]> jpegs = LoadImages.of(images);
    ModelStore models = ModelStore.open(store);
    var loader = new TranslatorLoader(models.root(), backbone, Device.cpu(), Map.of());
    Version version = models.version(VersionChoice.PRODUCTION_ELSE_LATEST.in(models));
    Endpoint endpoint =
        Endpoint.open(
            models,
            loader,
            VersionChoice.named(version.id().toString()),
            EndpointSettings.defaults().withWorkers(layout.workers()),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    try (ServedModel alone = loader.load(version, layout.workers());
        EndpointServer server =
            EndpointServer.start(
                endpoint, new LoopbackOnly(), new Address("127.0.0.1", 0, Optional.empty()))) {
      var bare = new BareLoop(alone, layout.workers(), jpegs);
      List<byte[]> requests = jpegs.stream().map(KeptConnection::request).toList();
      var clients = new Clients(server.port(), requests);
      double peak = compare(bare, clients, results);
      besideSlowClients(clients, slice(), results);
      if (overloadSeconds > 0) {
        overload(new Overload(server.port(), requests), clients, peak, results);
      }
    }
  }

  private Duration slice() {
    return Duration.ofMillis(seconds * 1000L / SLICES);
  }

  private double compare(BareLoop bare, Clients clients, Results results) {
    Duration slice = slice();
    clients.run(CLIENTS, slice); // warms up
    int best = best(bare, slice, results);
    double loop = 0;
    List<Clients.Seen> loaded = new ArrayList<>();
    List<Clients.Seen> single = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      loop += bare.perSecond(best, slice) / SLICES;
      loaded.add(clients.run(CLIENTS, slice));
      single.add(clients.run(1, slice));
    }
    Clients.Seen all = Clients.together(loaded);
    Clients.Seen unloaded = Clients.together(single);
    results.add("bare loop at its best batch", loop, "images/s");
    results.add("endpoint, 8 clients", all.perSecond(), "images/s");
    results.add("endpoint / bare loop", all.perSecond() / loop, "");
    results.add("unloaded latency, median", unloaded.quantile(0.5), "ms");
    results.add("latency with 8 clients, median", all.quantile(0.5), "ms");
    results.add("latency with 8 clients, p99", all.quantile(0.99), "ms");
    results.add(
        "p99 with 8 clients / unloaded median", all.quantile(0.99) / unloaded.quantile(0.5), "");
    return all.perSecond();
  }

  /** Clients that send a body drop by drop must not cost the others anything. */
  private static void besideSlowClients(Clients clients, Duration slice, Results results)
      throws IOException {
    double alone = 0;
    double beside = 0;
    for (int i = 0; i < SLICES; i++) {
      alone += clients.run(CLIENTS, slice).perSecond();
      List<Socket> slow = new ArrayList<>();
      try {
        for (int s = 0; s < SLOW; s++) {
          var socket = new Socket(InetAddress.getLoopbackAddress(), clients.port());
          slow.add(socket);
          socket.getOutputStream().write(SLOW_REQUEST.getBytes(StandardCharsets.US_ASCII));
        }
        beside += clients.run(CLIENTS, slice).perSecond();
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
    results.add("goodput beside 100 slow clients / without them", beside / alone, "");
  }

  private static int best(BareLoop bare, Duration slice, Results results) {
    int best = 1;
    double most = 0;
    for (int batch : BATCHES) {
      bare.perSecond(batch, slice.dividedBy(4)); // each size is compiled for itself
      double perSecond = bare.perSecond(batch, slice);
      results.add("bare loop, batch " + batch, perSecond, "images/s");
      if (perSecond > most) {
        most = perSecond;
        best = batch;
      }
    }
    results.add("best batch", best, "");
    return best;
  }

  private void overload(Overload overload, Clients clients, double peak, Results results)
      throws IOException {
    double usual = clients.run(1, Duration.ofSeconds(3)).quantile(0.5);
    Overload.Outcome outcome = overload.run(OVERLOAD * peak, Duration.ofSeconds(overloadSeconds));
    double recovery = overload.recovery(usual);
    long late = outcome.refusedMillis().stream().filter(ms -> ms > 100).count();
    results.add("10x: goodput / peak", outcome.answered() / outcome.seconds() / peak, "");
    results.add("10x: refusals", outcome.refusedMillis().size(), "");
    results.add("10x: refusal, median", outcome.refusedQuantile(0.5), "ms");
    results.add("10x: refusal, p99", outcome.refusedQuantile(0.99), "ms");
    results.add(
        "10x: refusals within 100 ms",
        1 - late / (double) Math.max(1, outcome.refusedMillis().size()),
        "");
    results.add("10x: neither answered nor refused", outcome.failed(), "");
    results.add("10x: recovery", recovery, "ms");
  }
}
