package io.ucad.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeFolderTest {
  @TempDir Path folder;

  private void write(String list) throws IOException {
    Files.writeString(folder.resolve("a.png"), "bytes");
    Files.writeString(folder.resolve(SmokeFolder.FILE), list);
  }

  @Test
  void imagesAreRead() throws IOException {
    write(
        """
        {"images": [{"file": "a.png", "task": "bottle", "verdict": "OK", "score": 0.25},
                    {"file": "a.png"}]}
        """);
    assertThat(SmokeFolder.read(folder).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"images\": []}",
        "{\"images\": [1]}",
        "{\"images\": [{}]}",
        "{\"images\": [{\"file\": \"../a.png\"}]}",
        "{\"images\": [{\"file\": \"/etc/passwd\"}]}",
        "{\"images\": [{\"file\": \"absent.png\"}]}",
        "{\"images\": [{\"file\": \"linked.png\"}]}",
        "{\"images\": [{\"file\": \"a.png\", \"score\": \"0.25\"}]}",
        "{\"images\": [{\"file\": \"a.png\", \"score\": 1e999}]}",
        "{\"images\": [{\"file\": \"a.png\", \"task\": 1}]}"
      })
  void anythingElseIsRefused(String list) throws IOException {
    write(list);
    Files.createSymbolicLink(folder.resolve("linked.png"), folder.resolve("a.png"));
    assertThatThrownBy(() -> SmokeFolder.read(folder))
        .isInstanceOf(DeploymentException.Invalid.class);
  }

  @Test
  void aFolderWithoutAListIsRefused() {
    assertThatThrownBy(() -> SmokeFolder.read(folder))
        .isInstanceOf(DeploymentException.Invalid.class)
        .hasMessageContaining("smoke.json");
  }
}
