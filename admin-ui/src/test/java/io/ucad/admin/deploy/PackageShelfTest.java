package io.ucad.admin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ucad.store.HoldOwner;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several processes that share a folder may delete there. */
class PackageShelfTest {
  @TempDir private Path folder;

  @Test
  void onlyWhatNobodyHoldsAndNobodyIsMakingIsDeleted() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    for (int i = 0; i < 3; i++) {
      byte[] value = {(byte) i};
      store.publish(
          Publication.on(store.latest())
              .put(new TaskName("tile"), out -> out.write(value), new JsonObject())
              .build());
    }
    store.hold(new VersionId(2), new HoldOwner("djl-line-1"), "deployed");
    Path shelf = folder.resolve("packages");
    var packages =
        new PackageShelf(
            shelf,
            store,
            () -> {
              throw new IllegalStateException("nothing is made here");
            });
    packages.collect();
    filled(packages.place(new VersionId(1)));
    Path held = filled(packages.place(new VersionId(2)));
    Path making = filled(shelf.resolve(".v3-1.staged"));
    Path left = filled(shelf.resolve(".v3-2.staged"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    packages.collect();

    assertThat(shelf.toFile().list())
        .containsExactlyInAnyOrder("v2", making.getFileName().toString());
    assertThat(held.resolve("serving.properties")).isRegularFile();

    store.release(new VersionId(2), new HoldOwner("djl-line-1"));
    packages.collect();
    assertThat(shelf.toFile().list()).containsExactly(making.getFileName().toString());
  }

  private static Path filled(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("serving.properties"), "engine=PyTorch");
    return directory;
  }
}
