package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that was there before there was anything to serve. */
@Timeout(60)
class FirstVersionTest {
  private static final byte[] IMAGE = {1};

  @TempDir Path folder;

  @Test
  void itOpensByItselfOnceAVersionIsThere() {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    try (TestServer server = TestServer.startWhenThere(store, new FakeModel().loader())) {
      for (String path : new String[] {"/predictions/ucad", "/predictions/ucad/v1"}) {
        Answer refused = server.post(path, "image/png", IMAGE);
        assertThat(refused.status()).as(path).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("NOT_READY");
        assertThat(refused.text()).contains("learn a task");
        assertThat(refused.header("Retry-After")).isPresent();
      }
      assertThat(server.get("/ping").status()).isEqualTo(503);
      assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
      assertThat(server.get("/metrics").text())
          .contains("ucad_version 0.0")
          .doesNotContain("ucad_switches_total{result=\"failed\"}");

      publish(store);
      while (server.get("/ping").status() != 200) {
        Thread.onSpinWait();
      }

      assertThat(server.post("/predictions/ucad", "image/png", IMAGE).status()).isEqualTo(200);
      assertThat(server.post("/predictions/ucad/v1", "image/png", IMAGE).status()).isEqualTo(200);
      assertThat(store.alias(AliasName.PRODUCTION)).isEmpty();
    }
  }

  private static void publish(ModelStore store) {
    store.publish(
        Publication.first()
            .summary("learned bolt")
            .put(new TaskName("bolt"), out -> out.write(IMAGE), new JsonObject())
            .build());
  }
}
