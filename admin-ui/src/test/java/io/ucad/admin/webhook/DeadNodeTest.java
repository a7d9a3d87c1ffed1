package io.ucad.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.testing.Receiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process wrote down before it died without a word is told by those that live. */
@Timeout(600)
class DeadNodeTest {
  @TempDir private Path folder;

  @Test
  void anotherNodeTellsWhatADeadOneHadCommitted() throws Exception {
    String address = Database.POSTGRESQL.address(folder);
    var settings = new AdminSettings(folder, Optional.empty(), true, NodeRole.UI);
    try (var receiver = new Receiver()) {
      try (AdminNode first = Nodes.start(settings, address)) {
        var form = new WebhookForm("test", receiver.address("/hook"), Set.of(HookEvent.DRIFT), "");
        As.admin(() -> first.get(WebhookService.class).create(form));
      }
      assertThat(die(address)).isEqualTo(137);
      assertThat(receiver.poll()).as("told by the dead").isNull();
      try (AdminNode second = Nodes.start(settings, address)) {
        assertThat(receiver.take().json().getAsJsonObject("subject").get("task").getAsString())
            .isEqualTo("tile");
        assertThat(second.port()).isPresent();
      }
    }
  }

  private int die(String address) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            DyingChild.class.getName(),
            folder.toString(),
            address,
            "tile");
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = child.waitFor();
    assertThat(code).as(said).isNotEqualTo(1);
    return code;
  }
}
