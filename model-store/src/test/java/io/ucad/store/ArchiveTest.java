package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version goes from store to store as an archive. */
class ArchiveTest {

  @TempDir Path directory;
  private ModelStore from;
  private ModelStore to;

  @BeforeEach
  void create() {
    from = Fixtures.create(directory.resolve("from"));
    to = Fixtures.create(directory.resolve("to"));
    learn(from, BOTTLE, 1);
    learn(from, PCB, 2);
  }

  private static VersionId v(int number) {
    return new VersionId(number);
  }

  static byte[] export(ModelStore store, VersionId id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.exportVersion(id, out, TransferListener.none());
    return out.toByteArray();
  }

  private ImportReport importInto(ModelStore store, byte[] archive) {
    return store.importVersion(
        new ByteArrayInputStream(archive), ImportOptions.defaults(), TransferListener.none());
  }

  @Test
  void aVersionKeepsItsBytesInAnotherStore() {
    ImportReport report = importInto(to, export(from, v(2)));
    assertThat(report.version().id()).isEqualTo(v(1));
    assertThat(report.original()).isEqualTo(v(2));
    assertThat(report.latest()).isTrue();
    assertThat(to.latest().orElseThrow().id()).isEqualTo(v(1));
    Manifest original = from.version(v(2)).manifest();
    Manifest imported = report.version().manifest();
    assertThat(imported.parent()).isEmpty();
    assertThat(imported.summary()).isEqualTo("imported v2 of 2026-01-02T03:04:05Z: learned pcb");
    assertThat(imported.tasks()).hasSameSizeAs(original.tasks());
    for (TaskEntry entry : original.tasks()) {
      TaskEntry copy = imported.task(entry.task()).orElseThrow();
      assertThat(copy.sha256()).isEqualTo(entry.sha256());
      assertThat(copy.attributes()).isEqualTo(entry.attributes());
      assertThat(copy.since()).isEqualTo(v(1));
      assertThat(report.version().file(entry.task()))
          .hasSameBinaryContentAs(from.version(v(2)).file(entry.task()));
    }
    assertThat(to.verifyAll().ok()).isTrue();
    assertThat(to.root().resolve("staging")).isEmptyDirectory();
  }

  @Test
  void theNextVersionOfAnImportedOneFindsItsParentAndSharesItsFiles() throws IOException {
    importInto(to, export(from, v(2)));
    learn(from, TILE, 3);
    ImportReport report = importInto(to, export(from, v(3)));
    assertThat(report.version().manifest().parent()).contains(v(1));
    assertThat(report.shared()).containsExactly(BOTTLE, PCB);
    assertThat(report.latest()).isTrue();
    assertThat(report.version().manifest().task(BOTTLE).orElseThrow().since()).isEqualTo(v(1));
    assertThat(report.version().manifest().task(TILE).orElseThrow().since()).isEqualTo(v(2));
    assertThat(Files.getAttribute(report.version().file(BOTTLE), "unix:nlink")).isEqualTo(2);
    assertThat(to.verifyAll().ok()).isTrue();
    assertThat(to.root().resolve("pins")).isEmptyDirectory();
  }

  @Test
  void aStrangersVersionHasNoParentAndDoesNotBecomeTheLatest() {
    learn(to, TILE, 9);
    ImportReport report = importInto(to, export(from, v(2)));
    assertThat(report.version().id()).isEqualTo(v(2));
    assertThat(report.version().manifest().parent()).isEmpty();
    assertThat(report.latest()).isFalse();
    assertThat(to.latest().orElseThrow().id()).isEqualTo(v(1));
    assertThat(learn(to, TILE, 10).manifest().parent()).contains(v(1));
    to.importVersion(
        new ByteArrayInputStream(export(from, v(2))),
        new ImportOptions(ImportOptions.DEFAULT_MAX_BYTES, true),
        TransferListener.none());
    assertThat(to.latest().orElseThrow().id()).isEqualTo(v(4));
  }

  @Test
  void theSameNumberInAnotherStoreIsNoParent() {
    learn(to, BOTTLE, 77);
    ImportReport report = importInto(to, export(from, v(2)));
    assertThat(report.version().manifest().parent()).isEmpty();
    assertThat(report.shared()).isEmpty();
  }

  @Test
  void theSameVersionGivesTheSameBytesWhereverItIs() throws IOException {
    byte[] archive = export(from, v(2));
    Path copy = directory.resolve("copy");
    Fixtures.copy(from.root(), copy);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Seoul"));
      assertThat(export(ModelStore.open(copy), v(2))).isEqualTo(archive);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  /** Released archives stay importable, and today's are theirs byte for byte. */
  @Test
  void formatOneIsWrittenAndRead() throws URISyntaxException, IOException {
    var resource = Objects.requireNonNull(ArchiveTest.class.getResource("/golden/archive-v1.zip"));
    byte[] golden = Files.readAllBytes(Path.of(resource.toURI()));
    ModelStore store = GoldenStore.write(directory.resolve("golden"));
    assertThat(export(store, v(2))).isEqualTo(golden);
    assertThat(importInto(to, golden).version().file(PCB)).hasBinaryContent(Fixtures.bytes(2, 33));
  }

  @Test
  void progressIsToldToTheLastByte() {
    List<Long> done = new ArrayList<>();
    from.exportVersion(
        v(2),
        OutputStream.nullOutputStream(),
        (file, now, total) -> {
          assertThat(total).isEqualTo(200);
          done.add(now);
        });
    assertThat(done).isSorted().startsWith(0L).endsWith(200L);
    done.clear();
    to.importVersion(
        new ByteArrayInputStream(export(from, v(2))),
        ImportOptions.defaults(),
        (file, now, total) -> done.add(now));
    assertThat(done).containsExactly(100L, 200L);
  }

  @Test
  void aCorruptVersionIsNotExported() throws IOException {
    Path file = from.version(v(2)).file(PCB);
    byte[] bytes = Files.readAllBytes(file);
    bytes[50] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> export(from, v(2))).isInstanceOf(StoreException.Corrupt.class);
    assertThat(from.root().resolve("pins")).isEmptyDirectory();
  }
}
