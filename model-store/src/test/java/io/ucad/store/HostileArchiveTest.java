package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reliability cases 34 and 35: whatever an archive holds, not one byte gets outside the staging,
 * and unpacking stops at a cap.
 */
class HostileArchiveTest {

  private static final int TEN_GIB = 10 * 1024;

  /** More than this of a hostile archive nobody needs to read or write. */
  private static final long CAP = 1 << 20;

  @TempDir Path directory;
  private Path root;
  private ModelStore store;
  private byte[] archive;

  @BeforeEach
  void create() throws IOException {
    ModelStore from = Fixtures.create(directory.resolve("from"));
    learn(from, BOTTLE, 1);
    archive = ArchiveTest.export(from, learn(from, PCB, 2).id());
    root = Files.createDirectories(directory.resolve("deep/inside")).resolve("store");
    store = Fixtures.create(root);
    learn(store, BOTTLE, 3);
  }

  /** Something that takes an archive into a store. */
  private interface Importer {
    void run(InputStream archive) throws IOException;
  }

  /** What went wrong with an archive that must be refused: nothing, if the importer is sound. */
  private Optional<String> broken(Importer importer, InputStream hostile) throws IOException {
    Map<String, String> before = everythingOutsideTheStaging();
    Counted counted = new Counted(hostile);
    String refusal = "";
    try {
      importer.run(counted);
    } catch (StoreException.InvalidArchive e) {
      refusal = e.code();
    } catch (IOException | RuntimeException e) {
      refusal = "not typed: " + e;
    }
    if (!everythingOutsideTheStaging().equals(before)) {
      return Optional.of("something outside the staging changed");
    }
    if (counted.bytes > archive.length + CAP) {
      return Optional.of("read " + counted.bytes + " bytes");
    }
    if (size(root.resolve("staging")) > CAP) {
      return Optional.of("wrote " + size(root.resolve("staging")) + " bytes");
    }
    return refusal.equals("STORE_ARCHIVE_INVALID") ? Optional.empty() : Optional.of(refusal);
  }

  private void ours(InputStream in) {
    store.importVersion(in, ImportOptions.defaults(), TransferListener.none());
  }

  /** A mutant: it unpacks what it finds under the names that it finds, and looks at it later. */
  private void trusting(InputStream in) throws IOException {
    Path staging = Files.createDirectories(root.resolve("staging/trusting"));
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        Path file = staging.resolve(e.getName());
        Files.createDirectories(StoreLayout.directoryOf(file));
        Files.write(file, zip.readAllBytes());
      }
    }
    throw new StoreException.InvalidArchive("a valid archive", "another one");
  }

  private Map<String, String> everythingOutsideTheStaging() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(p -> !p.startsWith(root.resolve("staging"))).toList()) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        all.put(path.toString(), file ? Arrays.toString(Files.readAllBytes(path)) : "");
      }
    }
    return all;
  }

  private static long size(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
  }

  private static ZipBytes manifest(byte[] archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      zip.getNextEntry();
      return new ZipBytes().file(Manifest.FILE, zip.readAllBytes());
    }
  }

  static List<String> hostileNames() {
    return List.of(
        "../escaped",
        "../../../../escaped",
        "/tmp/ucad-escaped-by-an-archive",
        "..\\escaped",
        "C:\\escaped",
        "\\\\host\\share\\escaped",
        "bottle.safetensors\0.jar",
        "\0",
        "",
        "./bottle.safetensors",
        "versions/v1/bottle.safetensors",
        "../versions/v1/bottle.safetensors",
        "bottle.safetensors/",
        "BOTTLE.safetensors",
        "bottle.safetensors ",
        "manifest.json",
        "pcb.safetensors",
        "evil.jar",
        "Evil.class",
        "evil.py",
        "model.pt",
        "data.pkl",
        "serving.properties",
        "x".repeat(60_000));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void aHostileNameIsRefusedFirstNextAndLast(String name) throws IOException {
    byte[] content = Fixtures.bytes(1, 100);
    byte[] first = new ZipBytes().file(name, content).toBytes();
    if (!name.equals(Manifest.FILE)) {
      assertThat(broken(this::ours, new ByteArrayInputStream(first))).isEmpty();
    }
    byte[] second = manifest(archive).file(name, content).toBytes();
    assertThat(broken(this::ours, new ByteArrayInputStream(second))).isEmpty();
    byte[] last = complete().file(name, content).toBytes();
    assertThat(broken(this::ours, new ByteArrayInputStream(last))).isEmpty();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  private ZipBytes complete() throws IOException {
    return manifest(archive)
        .file("bottle.safetensors", Fixtures.bytes(1, 100))
        .file("pcb.safetensors", Fixtures.bytes(2, 100));
  }

  @Test
  void theSameWithoutHostilityIsImported() throws IOException {
    ours(new ByteArrayInputStream(complete().toBytes()));
    assertThat(store.versions()).hasSize(2);
    assertThat(store.verifyAll().ok()).isTrue();
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws IOException {
    byte[] twice = complete().file("pcb.safetensors", Fixtures.bytes(2, 100)).toBytes();
    assertThat(broken(this::ours, new ByteArrayInputStream(twice))).isEmpty();
  }

  @Test
  void aLinkIsNothingButItsBytes() throws IOException {
    String target = "../../../../from/store.json";
    byte[] swapped =
        manifest(archive)
            .link("bottle.safetensors", target)
            .file("pcb.safetensors", new byte[0])
            .toBytes();
    assertThat(broken(this::ours, new ByteArrayInputStream(swapped))).isEmpty();

    // With a manifest that announces it, the text of the link is what a task's file holds.
    ModelStore liar = Fixtures.create(directory.resolve("liar"));
    liar.publish(
        Publication.first()
            .put(BOTTLE, out -> out.write(target.getBytes("UTF-8")), new JsonObject())
            .build());
    byte[] honest = ArchiveTest.export(liar, new VersionId(1));
    byte[] link = manifest(honest).link("bottle.safetensors", target).toBytes();
    ours(new ByteArrayInputStream(link));
    Path file = store.version(new VersionId(2)).file(BOTTLE);
    assertThat(file).isRegularFile().hasContent(target);
    assertThat(Files.isSymbolicLink(file)).isFalse();
  }

  @Test
  void aBombIsUnpackedNoFurtherThanTheManifestSays() throws IOException {
    byte[] bomb = manifest(archive).zeros("bottle.safetensors", TEN_GIB).withoutDirectory();
    assertThat(broken(this::ours, new ByteArrayInputStream(bomb))).isEmpty();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aManifestThatIsABombIsReadNoFurtherThanAManifestMayBe() throws IOException {
    byte[] bomb = new ZipBytes().zeros(Manifest.FILE, TEN_GIB).withoutDirectory();
    assertThat(broken(this::ours, new ByteArrayInputStream(bomb))).isEmpty();
  }

  @Test
  void aManifestThatAnnouncesMoreThanTheLimitIsRefusedBeforeAnythingIsWritten() throws IOException {
    byte[] intact = complete().toBytes();
    assertThatThrownBy(
            () ->
                store.importVersion(
                    new ByteArrayInputStream(intact),
                    new ImportOptions(199, false),
                    TransferListener.none()))
        .isInstanceOf(StoreException.InvalidArchive.class)
        .hasMessageContaining("at most 199 bytes")
        .hasMessageContaining("announces 200");
    store.importVersion(
        new ByteArrayInputStream(intact), new ImportOptions(200, false), TransferListener.none());
    assertThat(store.versions()).hasSize(2);
  }

  @Test
  void lengthsThatOverflowAreBeyondAnyLimit() {
    JsonObject none = new JsonObject();
    List<TaskEntry> tasks =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new TaskEntry(
                        new TaskName("t" + i),
                        999_999_999_999_999_999L,
                        "0".repeat(64),
                        new VersionId(1),
                        none))
            .toList();
    Manifest manifest =
        new Manifest(new VersionId(1), Optional.empty(), Fixtures.CLOCK.instant(), "", tasks, none);
    byte[] lying = new ZipBytes().file(Manifest.FILE, ManifestJson.write(manifest)).toBytes();
    assertThatThrownBy(() -> ours(new ByteArrayInputStream(lying)))
        .isInstanceOf(StoreException.InvalidArchive.class)
        .hasMessageContaining("announces " + Long.MAX_VALUE);
  }

  @Test
  void aMillionEntriesAreNotRead() throws IOException {
    byte[] one = new ZipBytes().file("a", new byte[0]).withoutDirectory();
    InputStream afterAll =
        new SequenceInputStream(
            new ByteArrayInputStream(complete().withoutDirectory()), new Repeated(one, 1_000_000));
    assertThat(broken(this::ours, afterAll)).isEmpty();
    assertThat(broken(this::ours, new Repeated(one, 1_000_000))).isEmpty();
  }

  @Test
  void whatIsNoArchiveIsRefusedWithoutReadingItToItsEnd() throws IOException {
    assertThat(broken(this::ours, new Repeated(new byte[] {0}, Long.MAX_VALUE))).isEmpty();
    assertThat(broken(this::ours, InputStream.nullInputStream())).isEmpty();
    byte[] text = "{\"format\":\"ucad-memory\"}".getBytes("UTF-8");
    assertThat(broken(this::ours, new ByteArrayInputStream(text))).isEmpty();
  }

  @Test
  void anyTruncationIsRefused() throws IOException {
    Map<String, String> before = everythingOutsideTheStaging();
    int files = complete().withoutDirectory().length;
    for (int length = 0; length < files; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      assertThatThrownBy(() -> ours(new ByteArrayInputStream(cut)))
          .isInstanceOf(StoreException.InvalidArchive.class);
    }
    assertThat(everythingOutsideTheStaging()).isEqualTo(before);
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  /** A flipped bit is refused, or is one that no byte of the version depends on. */
  @Test
  void anyFlippedBitIsRefusedOrHarmless() throws IOException {
    int refused = 0;
    for (int i = 0; i < archive.length; i++) {
      byte[] flipped = archive.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      try {
        ours(new ByteArrayInputStream(flipped));
      } catch (StoreException.InvalidArchive | StoreException.TooNew e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(900);
    assertThat(store.verifyAll().ok()).isTrue();
    for (VersionId id : store.versions().subList(1, store.versions().size())) {
      assertThat(store.version(id).file(BOTTLE)).hasBinaryContent(Fixtures.bytes(1, 100));
      assertThat(store.version(id).file(PCB)).hasBinaryContent(Fixtures.bytes(2, 100));
    }
  }

  @Test
  void thisHarnessCatchesAnImporterThatTrustsNames() throws IOException {
    byte[] escape = new ZipBytes().file("../../../escaped", new byte[] {1}).toBytes();
    assertThat(broken(this::trusting, new ByteArrayInputStream(escape)))
        .contains("something outside the staging changed");
  }

  @Test
  void thisHarnessCatchesAnImporterWithoutACap() throws IOException {
    byte[] bomb = manifest(archive).zeros("bottle.safetensors", 8).withoutDirectory();
    assertThat(broken(this::trusting, new ByteArrayInputStream(bomb))).isNotEmpty();
    byte[] one = new ZipBytes().file("a", new byte[0]).withoutDirectory();
    assertThat(broken(this::trusting, new Repeated(one, 100_000)).orElseThrow())
        .startsWith("read ");
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      bytes += Math.max(0, read);
      return read;
    }
  }

  /** The same bytes over and over. */
  private static final class Repeated extends InputStream {
    private final byte[] pattern;
    private final long times;
    private long position;

    Repeated(byte[] pattern, long times) {
      this.pattern = pattern;
      this.times = times;
    }

    @Override
    public int read() {
      if (position / pattern.length >= times) {
        return -1;
      }
      return pattern[(int) (position++ % pattern.length)] & 0xff;
    }
  }
}
