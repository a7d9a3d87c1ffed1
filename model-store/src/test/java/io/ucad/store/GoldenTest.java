package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 10: what a release wrote stays loadable, and what a later one wrote is told from
 * what is broken.
 */
class GoldenTest {

  private static final List<String> FILES =
      List.of(
          "store.json",
          "aliases/latest",
          "aliases/production",
          "aliases/candidate",
          "versions/v1/manifest.json",
          "versions/v1/bottle.safetensors",
          "versions/v2/manifest.json",
          "versions/v2/bottle.safetensors",
          "versions/v2/pcb.safetensors");

  @TempDir Path directory;

  private static Path golden() throws URISyntaxException {
    var resource = GoldenTest.class.getResource("/golden/store-v1/store.json");
    return StoreLayout.directoryOf(Path.of(Objects.requireNonNull(resource).toURI()));
  }

  private Path copy() throws URISyntaxException {
    Path root = directory.resolve("golden");
    Fixtures.copy(golden(), root);
    return root;
  }

  @Test
  void formatOneLoads() throws URISyntaxException {
    ModelStore store = ModelStore.open(copy());
    assertThat(store.verifyAll().ok()).isTrue();
    assertThat(store.resolve("production")).isEqualTo(new VersionId(1));
    Manifest manifest = store.latest().orElseThrow().manifest();
    assertThat(manifest.id()).isEqualTo(new VersionId(2));
    assertThat(manifest.parent()).contains(new VersionId(1));
    assertThat(manifest.created()).isEqualTo(Fixtures.CLOCK.instant());
    assertThat(manifest.summary()).isEqualTo("learned pcb");
    assertThat(manifest.attributes()).isEqualTo(Fixtures.attributes("backbone", "vit-b16-in21k"));
    TaskEntry bottle = manifest.task(Fixtures.BOTTLE).orElseThrow();
    assertThat(bottle.since()).isEqualTo(new VersionId(1));
    assertThat(bottle.attributes().get("threshold").getAsDouble()).isEqualTo(0.61);
    assertThat(store.latest().orElseThrow().file(Fixtures.PCB))
        .hasBinaryContent(Fixtures.bytes(2, 33));
  }

  @Test
  void aStoreOfFormatOneGoesOn() throws URISyntaxException {
    ModelStore store = ModelStore.open(copy());
    assertThat(Fixtures.learn(store, Fixtures.TILE, 3).id()).isEqualTo(new VersionId(3));
    assertThat(store.verifyAll().ok()).isTrue();
  }

  @Test
  void whatIsWrittenTodayIsFormatOneByteForByte() throws URISyntaxException, IOException {
    Path written = directory.resolve("written");
    GoldenStore.write(written);
    for (String file : FILES) {
      assertThat(written.resolve(file)).as(file).hasSameBinaryContentAs(golden().resolve(file));
    }
  }

  @Test
  void aLaterFormatIsTooNewNotCorrupt() throws URISyntaxException, IOException {
    Path root = copy();
    ModelStore store = ModelStore.open(root);
    Path manifest = root.resolve("versions/v2/manifest.json");
    Files.write(manifest, later(manifest));
    assertThatThrownBy(store::latest)
        .isInstanceOf(StoreException.TooNew.class)
        .hasMessageContaining("versions/v2/manifest.json")
        .hasMessageContaining("format version 2");
    assertThat(store.verify(new VersionId(2)).problems())
        .singleElement()
        .isInstanceOf(StoreException.TooNew.class);
    assertThat(store.version(new VersionId(1)).file(Fixtures.BOTTLE)).exists();

    Files.write(root.resolve("store.json"), later(root.resolve("store.json")));
    assertThatThrownBy(() -> ModelStore.open(root)).isInstanceOf(StoreException.TooNew.class);
  }

  /** The file as a release with format version 2 would seal it: other content, same first line. */
  private static byte[] later(Path file) throws IOException {
    String format = Files.readString(file, StandardCharsets.UTF_8).split("\"", 5)[3];
    return SealedJson.seal(format, 2, Fixtures.attributes("unknown", "structure"));
  }
}
