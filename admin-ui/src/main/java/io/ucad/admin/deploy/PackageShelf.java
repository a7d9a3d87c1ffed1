package io.ucad.admin.deploy;

import io.ucad.serving.pack.ModelPackage;
import io.ucad.serving.pack.PackageProgress;
import io.ucad.serving.pack.PackagedBackbone;
import io.ucad.store.Hold;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Model directories of versions for nodes of DJL Serving. One is made when a node needs it, stays
 * while a rollout uses it or the store says that somebody holds the version, and is deleted then: a
 * node may read it again for as long as it serves it, and it can be made again at any time.
 */
final class PackageShelf {
  private static final Logger LOG = LoggerFactory.getLogger(PackageShelf.class);

  private final Path folder;
  private final ModelStore store;
  private final Supplier<Path> backbone;
  private final Map<String, Integer> used = new TreeMap<>();

  PackageShelf(Path folder, ModelStore store, Supplier<Path> backbone) {
    this.folder = folder;
    this.store = store;
    this.backbone = backbone;
  }

  Path place(VersionId version) {
    return folder.resolve(version.toString());
  }

  /** A model directory; it stays at least until it is closed. */
  synchronized Lease take(VersionId version, PackageProgress progress) {
    Path place = place(version);
    used.merge(version.toString(), 1, Integer::sum);
    var lease = new Lease(version, place);
    try {
      // A version never changes, so that a directory that is there will do.
      if (!Files.isDirectory(place)) {
        var packaged = new PackagedBackbone(backbone.get(), false);
        ModelPackage.write(store, version, packaged, place, progress);
      }
      return lease;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /** Deletes what nobody needs. What cannot be deleted is left for the next time. */
  synchronized void collect() {
    try {
      Set<String> needed = new HashSet<>(used.keySet());
      store.holds().stream().map(Hold::version).forEach(held -> needed.add(held.toString()));
      for (Path found : entries()) {
        if (!needed.contains(found.getFileName().toString())) {
          FileSystemUtils.deleteRecursively(found);
          LOG.info("no node holds it any more: {} is deleted", found);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("packages that nobody needs could not be deleted from {}", folder, e);
    }
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private synchronized void giveBack(VersionId version) {
    used.computeIfPresent(version.toString(), (name, users) -> users == 1 ? null : users - 1);
  }

  /** The use of a model directory. */
  final class Lease implements AutoCloseable {
    private final VersionId version;
    private final Path place;

    private Lease(VersionId version, Path place) {
      this.version = version;
      this.place = place;
    }

    Path place() {
      return place;
    }

    @Override
    public void close() {
      giveBack(version);
    }
  }
}
