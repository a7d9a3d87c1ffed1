package io.ucad.admin.deploy;

import io.ucad.serving.pack.ModelPackage;
import io.ucad.serving.pack.PackageException;
import io.ucad.serving.pack.PackageProgress;
import io.ucad.serving.pack.PackagedBackbone;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Model directories of versions for nodes of DJL Serving. One is made when a node needs it, stays
 * while the store says that somebody holds the version, and is deleted then: a node may read it
 * again for as long as it serves it, and it can be made again at any time. Several processes may
 * share the folder.
 */
final class PackageShelf {
  private static final Logger LOG = LoggerFactory.getLogger(PackageShelf.class);

  /** Nothing takes that long: what is unfinished for longer was left by a process that is gone. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private final Path folder;
  private final ModelStore store;
  private final Supplier<Path> backbone;

  PackageShelf(Path folder, ModelStore store, Supplier<Path> backbone) {
    this.folder = folder;
    this.store = store;
    this.backbone = backbone;
  }

  /** Where the model directory of a version is, or will be. */
  Path place(VersionId version) {
    return folder.resolve(version.toString());
  }

  /** Makes the model directory of a version, which somebody must hold, unless it is there. */
  synchronized void make(VersionId version, PackageProgress progress) {
    Path place = place(version);
    // A version never changes, so that a directory that is there will do.
    if (Files.isDirectory(place)) {
      return;
    }
    try {
      var packaged = new PackagedBackbone(backbone.get(), false);
      ModelPackage.write(store, version, packaged, place, progress);
    } catch (PackageException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
      LOG.info("another process made {} meanwhile", place);
    }
  }

  /** Deletes what nobody holds. What cannot be deleted is left for the next time. */
  synchronized void collect() {
    try {
      for (Path found : entries()) {
        collect(found);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("packages that nobody needs could not be deleted from {}", folder, e);
    }
  }

  private void collect(Path found) throws IOException {
    String name = found.getFileName().toString();
    if (name.startsWith(".")) {
      Instant changed = Files.getLastModifiedTime(found).toInstant();
      if (changed.plus(UNFINISHED).isBefore(Instant.now())) {
        FileSystemUtils.deleteRecursively(found);
      }
      return;
    }
    if (held(name)) {
      return;
    }
    Path aside = folder.resolve("." + name + "-" + UUID.randomUUID() + ".old");
    Files.move(found, aside, StandardCopyOption.ATOMIC_MOVE);
    // Who found it here a moment ago held the version before looking, which is seen now.
    if (held(name) && !Files.exists(found)) {
      Files.move(aside, found, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    FileSystemUtils.deleteRecursively(aside);
    LOG.info("no node holds it any more: {} is deleted", found);
  }

  private boolean held(String name) {
    return store.holds().stream().anyMatch(hold -> hold.version().toString().equals(name));
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
