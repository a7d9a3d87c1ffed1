package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.store.HoldOwner;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no detector, on a store of small files. */
class StoreCommandsTest {
  @TempDir Path folder;
  private Path store = Path.of("");

  @BeforeEach
  void publishThree() {
    store = folder.resolve("store");
    ModelStore models = ModelStore.openOrCreate(store);
    for (String task : new String[] {"bottle", "pcb", "tile"}) {
      models.publish(
          Publication.on(models.latest())
              .put(new TaskName(task), out -> out.write(task.getBytes("UTF-8")), new JsonObject())
              .summary("learned " + task)
              .build());
    }
  }

  private static JsonObject json(Object... words) {
    Cli.Result result = Cli.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return result.json();
  }

  @Test
  void anAliasIsMovedListedAcceptedAsAVersionAndRemoved() {
    assertThat(json("alias", "--store", store, "production", "v2", "--json"))
        .hasToString("{\"alias\":\"production\",\"version\":\"v2\"}");
    assertThat(json("alias", "--store", store, "production", "v1", "--json").get("before"))
        .hasToString("\"v2\"");
    assertThat(json("alias", "--store", store, "candidate", "latest", "--json").get("version"))
        .hasToString("\"v3\"");
    assertThat(json("alias", "--store", store, "--json"))
        .hasToString("{\"candidate\":\"v3\",\"latest\":\"v3\",\"production\":\"v1\"}");
    assertThat(Cli.run("alias", "--store", store).out()).contains("production is v1");
    assertThat(Cli.run("verify", "--store", store, "--version", "production").out())
        .contains("v1: as published");
    json("alias", "--store", store, "--remove", "candidate", "--json");
    assertThat(json("alias", "--store", store, "--json").has("candidate")).isFalse();
  }

  @Test
  void wrongAliasesAreRefused() {
    assertThat(Cli.run("alias", "--store", store, "production", "v9").err())
        .contains("no version v9");
    assertThat(Cli.run("alias", "--store", store, "v5", "v1").err())
        .contains("looks like a version");
    assertThat(Cli.run("alias", "--store", store, "production").err()).contains("'NAME V'");
    assertThat(Cli.run("alias", "--store", store, "--remove", "latest").err())
        .contains("cannot be removed");
  }

  @Test
  void aVersionGoesFromStoreToStore() throws IOException {
    Path archive = folder.resolve("new/model.zip");
    JsonObject exported =
        json("export", "--store", store, "--version", "v2", "--out", archive, "--json");
    assertThat(exported.get("bytes").getAsLong()).isEqualTo(Files.size(archive));
    Path plant = folder.resolve("plant");
    assertThat(json("import", "--store", plant, "--alias", "candidate", archive, "--json"))
        .hasToString("{\"version\":\"v1\",\"original\":\"v2\",\"latest\":true,\"shared\":0}");
    Cli.run("export", "--store", store, "--version", "v3", "--out", archive);
    assertThat(json("import", "--store", plant, archive, "--json"))
        .hasToString(
            "{\"version\":\"v2\",\"original\":\"v3\",\"parent\":\"v1\",\"latest\":true,\"shared\":2}");
    JsonArray versions =
        JsonParser.parseString(Cli.run("versions", "--store", plant, "--json").out())
            .getAsJsonArray();
    JsonObject first = versions.get(0).getAsJsonObject();
    assertThat(first.get("aliases")).hasToString("[\"candidate\"]");
    assertThat(first.get("summary").getAsString()).endsWith(": learned pcb");
    assertThat(Cli.run("import", "--store", store, archive).out())
        .contains("v4 is what was v3, with 3 product(s)")
        .contains("parent: v3");
  }

  @Test
  void aBadArchiveIsRefusedWithACode() throws IOException {
    Path archive = Files.writeString(folder.resolve("bad.zip"), "no archive");
    Cli.Result bad = Cli.run("import", "--store", store, archive, "--json");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.json().get("code").getAsString()).isEqualTo("STORE_ARCHIVE_INVALID");
    Cli.Result absent = Cli.run("import", "--store", folder.resolve("x"), "absent.zip", "--json");
    assertThat(absent.json().get("code").getAsString()).isEqualTo("IO_FAILED");
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(
            Cli.run("export", "--store", store, "--version", "v9", "--out", folder.resolve("o"))
                .code())
        .isEqualTo(1);
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void garbageIsShownThenCollectedAndHeldVersionsStay() {
    ModelStore.open(store).hold(new VersionId(1), new HoldOwner("node-1"), "http://node-1:8080");
    JsonObject dry = json("gc", "--store", store, "--keep", 0, "--dry-run", "--json");
    assertThat(dry)
        .hasToString("{\"dryRun\":true,\"collected\":[\"v2\"],\"kept\":[\"v1\",\"v3\"]}");
    assertThat(ModelStore.open(store).versions()).hasSize(3);
    assertThat(Cli.run("versions", "--store", store).out()).contains("node-1");
    Cli.Result gone = Cli.run("gc", "--store", store, "--keep", 0);
    assertThat(gone.out())
        .contains("deleted: v2; kept: v1, v3")
        .contains("v1 is held by node-1 (http://node-1:8080)");
    assertThat(json("gc", "--store", store, "--json").getAsJsonArray("collected")).isEmpty();
    assertThat(Cli.run("gc", "--store", store, "--keep", -1).code()).isEqualTo(1);
  }

  @Test
  void forgettingPrintsTheProofForEveryOtherProduct() {
    Cli.Result text = Cli.run("forget", "--store", store, "--task", "bottle");
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.lines()).hasSize(4);
    assertThat(text.lines().get(0)).startsWith("v4 is without 'bottle' (sha256 ");
    for (String task : new String[] {"pcb", "tile"}) {
      assertThat(text.out())
          .containsPattern("unchanged: '" + task + "', published ([0-9a-f]{64}), reread \\1");
    }
    assertThat(text.lines().get(3)).isEqualTo("still held by v1, v2, v3");
  }
}
