package io.ucad.serving.pack;

import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.store.Manifest;
import io.ucad.store.ModelStore;
import io.ucad.store.Pin;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes a version as a model directory of DJL Serving, or as a ZIP of one. The same version,
 * backbone and program give the same bytes. It is staged beside its place, reread, and renamed:
 * whoever looks sees nothing or all of it.
 */
public final class ModelPackage {
  static final String STORE = "store";
  private static final String STORE_FILE = "store.json";
  private static final String JAR = "libs/ucad-serving-plugin.jar";
  private static final String ZIP = ".zip";

  private final ModelStore store;
  private final Version version;
  private final PackagedBackbone backbone;
  private final PackageProgress progress;
  private long done;

  private ModelPackage(
      ModelStore store, Version version, PackagedBackbone backbone, PackageProgress progress) {
    this.store = store;
    this.version = version;
    this.backbone = backbone;
    this.progress = progress;
  }

  /**
   * Writes a package. The version is pinned meanwhile, so that nobody collects it.
   *
   * @param id a version of that store with at least one task
   * @param target a ZIP if its name ends in {@code .zip}, else a directory; must not exist
   * @throws PackageException if the target exists, or the version is empty
   * @throws io.ucad.detector.backbone.BackboneException if the backbone is not that of the version
   * @throws io.ucad.store.StoreException if the version is not as it was published
   * @throws UncheckedIOException if the disk fails; nothing is left behind then
   */
  public static PackageReport write(
      ModelStore store,
      VersionId id,
      PackagedBackbone backbone,
      Path target,
      PackageProgress progress) {
    try (Pin pin = store.pin(id)) {
      return new ModelPackage(store, pin.version(), backbone, progress)
          .writeTo(target.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write the package " + target + ", found " + e, e);
    }
  }

  private PackageReport writeTo(Path target) throws IOException {
    requireAbsent(target);
    String sha256 = requireBackbone();
    Path parent = target.getParent();
    if (parent == null) {
      throw new PackageException("expected a name for the package, found " + target);
    }
    Files.createDirectories(parent);
    Path staged = parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID() + ".staged");
    Path zipped = staged.resolveSibling(staged.getFileName() + ZIP);
    try {
      var folder = new PackageFolder(Files.createDirectory(staged));
      List<PackagedFile> files = fill(folder, sha256);
      Path finished = staged;
      if (target.toString().endsWith(ZIP)) {
        zip(folder, zipped);
        finished = zipped;
      }
      requireAbsent(target);
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
      PackageFolder.sync(parent);
      return new PackageReport(target, version.id().toString(), sha256, files);
    } finally {
      Files.deleteIfExists(zipped);
      delete(staged);
    }
  }

  private static void requireAbsent(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new PackageException(
          "expected nothing at %s, found something; remove it or choose another place"
              .formatted(target));
    }
  }

  /** The hash of the backbone, which was found to be the one that the tasks were learned with. */
  private String requireBackbone() throws IOException {
    List<Path> memories = version.files();
    if (memories.isEmpty()) {
      throw new PackageException(
          "expected at least one learned task in version %s, found none; learn one first"
              .formatted(version.id()));
    }
    String sha256 = MemoryFile.read(memories.get(0)).backbone().sha256();
    Backbones.verify(backbone.file(), sha256);
    return sha256;
  }

  private List<PackagedFile> fill(PackageFolder folder, String sha256) throws IOException {
    String id = version.id().toString();
    String home = STORE + "/versions/" + id + "/";
    copy(folder, store.root().resolve(STORE_FILE), STORE + "/" + STORE_FILE);
    copy(folder, version.directory().resolve(Manifest.FILE), home + Manifest.FILE);
    for (Path memory : version.files()) {
      copy(folder, memory, home + memory.getFileName());
    }
    if (!backbone.referenced()) {
      copy(folder, backbone.file(), PackagedBackbone.NAME);
    }
    folder.write(JAR, PluginClasses.ofThisProgram()::writeTo);
    folder.write(WorkflowJson.FILE, WorkflowJson.text(id));
    folder.write(ServingProperties.FILE, ServingProperties.text(STORE, id, backbone.argument()));
    List<PackagedFile> files = folder.files();
    folder.write(
        PackageManifest.FILE, PackageManifest.text(id, sha256, backbone.referenced(), files));
    folder.verify();
    // What a server will do: the copies must be the version, and the backbone the one it needs.
    ModelStore.open(folder.root().resolve(STORE)).version(version.id()).files();
    Backbones.verify(folder.root().resolve(backbone.argument()), sha256);
    folder.syncFolders();
    return files;
  }

  private void copy(PackageFolder folder, Path source, String path) throws IOException {
    long total = total();
    folder.write(
        path,
        out -> {
          try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              out.write(buffer, 0, n);
              done += n;
              progress.written(Math.min(done, total), total);
            }
          }
        });
  }

  private long total() throws IOException {
    long tasks = version.manifest().tasks().stream().mapToLong(t -> t.bytes()).sum();
    return tasks + (backbone.referenced() ? 0 : Files.size(backbone.file()));
  }

  private static void zip(PackageFolder folder, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        var zip = new StoredZip(out)) {
      for (PackagedFile entry : folder.files()) {
        zip.add(entry.path(), () -> Files.newInputStream(folder.root().resolve(entry.path())));
      }
    }
    PackageFolder.sync(file);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
