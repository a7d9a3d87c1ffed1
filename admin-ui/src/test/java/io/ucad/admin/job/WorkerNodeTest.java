package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Database;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code --role worker}: a process without screens, which finds the jobs of the others. */
class WorkerNodeTest {
  @Test
  void aNodeThatOnlyWorksEndsTheJobsOfOneThatOnlyServes() {
    var bench = new Bench(Database.POSTGRESQL);
    AdminSettings shared = bench.node().get(AdminSettings.class);
    var settings = new AdminSettings(shared.workspace(), shared.backbone(), true, NodeRole.WORKER);
    long job = bench.job(bench.task("tile"));
    try (AdminNode worker =
        AdminNode.start(settings, Optional.of(bench.address()), "127.0.0.1", 0)) {
      assertThat(worker.port()).isEmpty();
      await().atMost(Duration.ofMinutes(3)).until(() -> bench.row(job).attempts() > 0);
      await().atMost(Duration.ofMinutes(3)).until(() -> bench.row(job).state().ended());
    }
    // The preset "fast" asks for more blocks than this backbone has: the worker says so, or learns.
    assertThat(bench.log(job)).anyMatch(line -> line.startsWith("attempt 1 by worker-"));
  }
}
