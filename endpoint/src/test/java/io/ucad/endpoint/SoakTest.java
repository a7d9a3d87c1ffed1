package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.testing.Native;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 32: memory stays flat. Sized down by default; {@code -Ducad.endpoint.soak=100000
 * -Ducad.endpoint.reloads=200} is the whole of it.
 */
class SoakTest {
  private static final int REQUESTS = Integer.getInteger("ucad.endpoint.soak", 1200);
  private static final int RELOADS = Integer.getInteger("ucad.endpoint.reloads", 12);
  private static final int CLIENTS = 4;

  /** Every reload leaking its model, or every request its image, would be more. */
  private static final long MOST_GROWTH = 96L << 20;

  @TempDir Path folder;

  @Test
  void residentMemoryStaysFlat() {
    TinyModel tiny = TinyModel.in(folder);
    VersionId second = tiny.publishAgain("the same again").id();
    ModelStore store = ModelStore.open(tiny.store());
    List<Long> resident = new ArrayList<>();
    try (TestServer server = TestServer.start(tiny)) {
      int each = Math.max(CLIENTS, REQUESTS / RELOADS);
      for (int reload = 0; reload < RELOADS; reload++) {
        store.point(AliasName.PRODUCTION, reload % 2 == 0 ? tiny.version().id() : second);
        server.endpoint().refresh();
        ask(server, each / CLIENTS);
        System.gc();
        resident.add(Native.resident());
      }
      double slope = slope(resident.subList(RELOADS / 2, RELOADS)) / each * 1000 / (1 << 20);
      Figures.record(
          32,
          "requests, reloads: resident memory in MiB a 1,000 requests, second half",
          "%d, %d: %.2f".formatted(each * RELOADS, RELOADS, slope));
      assertThat(resident.get(RELOADS - 1) - resident.get(RELOADS / 2)).isLessThan(MOST_GROWTH);
      assertThat(server.endpoint().host().loaded()).hasSize(1);
    }
  }

  private static void ask(TestServer server, int requests) {
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      byte[] image = TinyModel.good(client % 3, client);
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < requests; i++) {
                  assertThat(server.predict(image).status()).isEqualTo(200);
                }
              },
              command -> Thread.ofPlatform().start(command)));
    }
    clients.forEach(CompletableFuture::join);
  }

  /** Bytes a step, by least squares. */
  private static double slope(List<Long> values) {
    double middle = (values.size() - 1) / 2.0;
    double mean = values.stream().mapToLong(v -> v).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.size(); i++) {
      above += (i - middle) * (values.get(i) - mean);
      below += (i - middle) * (i - middle);
    }
    return above / below;
  }
}
