package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.content;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability cases 5 and 6: every changed bit, every missing and every additional byte is noticed
 * before a task is used.
 */
class CorruptionTest {

  private static final int BITS = 200;

  @TempDir Path root;

  @BeforeEach
  void publish() {
    Fixtures.create(root)
        .publish(
            Publication.first()
                .put(BOTTLE, content(1, 97), Fixtures.attributes("threshold", "0.5"))
                .put(PCB, content(2, 700), Fixtures.attributes("threshold", "0.7"))
                .summary("two products")
                .build());
  }

  private List<Path> files() {
    Path version = root.resolve("versions/v1");
    return List.of(
        root.resolve("store.json"),
        root.resolve("aliases/latest"),
        version.resolve("manifest.json"),
        version.resolve("bottle.safetensors"),
        version.resolve("pcb.safetensors"));
  }

  /** What a user of the latest version is told, from opening the store to holding every file. */
  private Optional<StoreException> use() {
    return use(StoreFileSystem.local());
  }

  private Optional<StoreException> use(StoreFileSystem files) {
    try {
      ModelStore store = ModelStore.open(root, Fixtures.environment(files));
      Version version = store.latest().orElseThrow();
      version.manifest().tasks().forEach(entry -> version.file(entry.task()));
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e);
    }
  }

  /**
   * The same through {@code verify}, which has to find it without stopping at the first problem.
   */
  private boolean verifies() {
    try {
      return ModelStore.open(root).verifyAll().ok();
    } catch (StoreException.Corrupt e) {
      return false;
    }
  }

  private void requireNoticed(Path file, byte[] changed) throws IOException {
    byte[] original = Files.readAllBytes(file);
    Files.write(file, changed);
    String shown = root.relativize(file).toString();
    assertThat(use())
        .get()
        .isInstanceOfSatisfying(
            StoreException.Corrupt.class, e -> assertThat(e.file()).isEqualTo(shown));
    Files.write(file, original);
  }

  @Test
  void anIntactVersionIsUsed() {
    assertThat(use()).isEmpty();
    assertThat(verifies()).isTrue();
  }

  @Test
  void anyFlippedBitIsNoticed() throws IOException {
    Random random = new Random(5);
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      for (int i = 0; i < BITS; i++) {
        byte[] flipped = original.clone();
        int bit = random.nextInt(original.length * 8);
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        requireNoticed(file, flipped);
      }
    }
    assertThat(use()).isEmpty();
  }

  @Test
  void verifyFindsAFlippedBitInAnyFile() throws IOException {
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      byte[] flipped = original.clone();
      flipped[original.length / 2] ^= 1;
      Files.write(file, flipped);
      assertThat(verifies()).as(file.toString()).isFalse();
      Files.write(file, original);
    }
    assertThat(verifies()).isTrue();
  }

  @Test
  void anyTruncationAndOneMoreByteIsNoticed() throws IOException {
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      for (int length = 0; length < original.length; length++) {
        requireNoticed(file, Arrays.copyOf(original, length));
      }
      requireNoticed(file, Arrays.copyOf(original, original.length + 1));
    }
    assertThat(use()).isEmpty();
  }

  @Test
  void thisHarnessCatchesAStoreThatDoesNotRereadItsFiles() throws IOException {
    StoreFileSystem remembering = new Remembering(StoreFileSystem.local());
    assertThat(use(remembering)).isEmpty();
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      byte[] flipped = original.clone();
      flipped[original.length / 2] ^= 1;
      Files.write(file, flipped);
      assertThat(use(remembering)).as("missed in %s", file).isEmpty();
      assertThat(use()).isPresent();
      Files.write(file, original);
    }
  }

  /** A mutant: what was read once is not read again. */
  private static final class Remembering extends ForwardingFileSystem {
    private final Map<Path, byte[]> contents = new HashMap<>();

    Remembering(StoreFileSystem files) {
      super(files);
    }

    @Override
    public InputStream read(Path file) throws IOException {
      if (!contents.containsKey(file)) {
        contents.put(file, files.read(file).readAllBytes());
      }
      return new ByteArrayInputStream(contents.get(file));
    }
  }

  @Test
  void aMissingFileIsNoticed() throws IOException {
    for (Path file : files().subList(2, 5)) {
      byte[] original = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(use()).get().isInstanceOf(StoreException.Corrupt.class);
      assertThat(verifies()).isFalse();
      Files.write(file, original);
    }
  }

  @Test
  void theManifestOfAnotherVersionIsNoticed() throws IOException {
    ModelStore store = ModelStore.open(root);
    Version second =
        store.publish(
            Publication.on(store.latest()).attributes(Fixtures.attributes("a", "b")).build());
    byte[] first = Files.readAllBytes(root.resolve("versions/v1/manifest.json"));
    Files.write(second.directory().resolve("manifest.json"), first);
    assertThat(use())
        .get()
        .isInstanceOf(StoreException.Corrupt.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("expected version v2, found version v1");
  }

  @Test
  void verifyNamesEveryProblem() throws IOException {
    for (Path file : files().subList(3, 5)) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
    }
    VerifyReport report = ModelStore.open(root).verify(new VersionId(1));
    assertThat(report.ok()).isFalse();
    assertThat(report.files()).isZero();
    assertThat(report.problems())
        .extracting(problem -> ((StoreException.Corrupt) problem).file())
        .containsExactly("versions/v1/bottle.safetensors", "versions/v1/pcb.safetensors");
  }

  @Test
  void anAliasThatNamesNoVersionIsNoticed() throws IOException {
    ModelStore store = ModelStore.open(root);
    Files.copy(root.resolve("aliases/latest"), root.resolve("aliases/production"));
    assertThat(store.verifyAll().ok()).isTrue();
    Fixtures.learn(store, PCB, 3);
    for (Path file : files().subList(2, 5)) {
      Files.delete(file);
    }
    Files.delete(root.resolve("versions/v1"));
    assertThat(store.verifyAll().aliasProblems())
        .singleElement()
        .isInstanceOf(StoreException.NotFound.class);
  }
}
