package io.ucad.admin.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that nothing names go in two steps, so that nobody loses what was just kept again. */
class ImageFilesTest {
  private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private ImageFiles files;
  private String name;

  @BeforeEach
  void keep() {
    files = new ImageFiles(new AdminSettings(folder, Optional.empty(), true, NodeRole.UI));
    name = files.put(BYTES);
  }

  private long found() throws Exception {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatWasPutAsideComesBackForWhoeverReadsIt() throws Exception {
    files.putAside(name);
    assertThat(files.read(name)).isEqualTo(BYTES);
    files.purge(Duration.ofMinutes(-1), sha256 -> false);
    assertThat(files.read(name)).isEqualTo(BYTES);
    assertThat(found()).isEqualTo(1);
  }

  @Test
  void onlyWhatIsOldAndNotNamedIsDeleted() throws Exception {
    files.putAside(name);
    assertThat(files.purge(Duration.ofDays(1), sha256 -> false)).as("too young").isZero();
    assertThat(found()).isEqualTo(1);
    assertThat(files.purge(Duration.ofMinutes(-1), sha256 -> false)).isEqualTo(1);
    assertThat(found()).isZero();
    assertThat(Files.exists(files.file(name))).isFalse();
  }

  @Test
  void whatIsNamedAgainIsPutBackByThePurge() throws Exception {
    files.putAside(name);
    assertThat(files.purge(Duration.ofMinutes(-1), name::equals)).isZero();
    assertThat(files.purge(Duration.ofMinutes(-1), sha256 -> false)).isZero();
    assertThat(files.read(name)).isEqualTo(BYTES);
  }

  @Test
  void keptAgainWhileAsideTheBytesAreThereOnceInTheEnd() throws Exception {
    files.putAside(name);
    files.put(BYTES);
    assertThat(found()).isEqualTo(2);
    files.purge(Duration.ofDays(1), name::equals);
    assertThat(found()).isEqualTo(1);
    assertThat(files.read(name)).isEqualTo(BYTES);
  }

  @Test
  void puttingAsideWhatIsNotThereDoesNothing() throws Exception {
    files.putAside("0".repeat(64));
    assertThat(found()).isEqualTo(1);
  }
}
