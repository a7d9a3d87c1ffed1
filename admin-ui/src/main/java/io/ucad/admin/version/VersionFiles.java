package io.ucad.admin.version;

import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.serving.pack.ModelPackage;
import io.ucad.serving.pack.PackageProgress;
import io.ucad.serving.pack.PackagedBackbone;
import io.ucad.store.ModelStore;
import io.ucad.store.TransferListener;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Versions as files that can be taken elsewhere. */
@Service
public class VersionFiles {
  /** Nobody takes longer to download; what is older was left behind by a process that died. */
  private static final Duration OLD = Duration.ofDays(1);

  private final ModelStore store;
  private final BackboneSource backbones;
  private final Path folder;
  private final Clock clock;

  VersionFiles(ModelStore store, BackboneSource backbones, AdminSettings settings, Clock clock) {
    this.store = store;
    this.backbones = backbones;
    this.folder = settings.workspace().resolve("packages");
    this.clock = clock;
  }

  /**
   * Makes a ZIP of the model directory that DJL Serving loads, backbone and all. Whoever asked for
   * it deletes it.
   *
   * @throws io.ucad.store.StoreException if there is no such version, or it is not as published
   * @throws io.ucad.serving.pack.PackageException if it holds no task
   * @throws io.ucad.detector.backbone.BackboneUnavailableException if the backbone is not at hand
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public Path pack(int number) {
    var id = new VersionId(number);
    store.version(id);
    sweep();
    Path target = folder.resolve("%s-%s.zip".formatted(id, UUID.randomUUID()));
    ModelPackage.write(
        store, id, PackagedBackbone.copied(backbones.file()), target, PackageProgress.SILENT);
    return target;
  }

  /**
   * Writes the archive that another store imports.
   *
   * @throws io.ucad.store.StoreException if there is no such version, before the first byte
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public void export(int number, OutputStream out) {
    store.exportVersion(new VersionId(number), out, TransferListener.none());
  }

  private void sweep() {
    try {
      Files.createDirectories(folder);
      for (Path file : files()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(OLD))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write to " + folder + ", found " + e, e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
