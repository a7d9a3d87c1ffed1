package io.ucad.admin.job;

import io.ucad.admin.AdminNode;
import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own, slow enough to be killed in the middle. */
final class WorkerChild {
  private static final long SLOWLY_MS = 60;

  private WorkerChild() {}

  /** Arguments: workspace, backbone, JDBC address. */
  public static void main(String[] arguments) throws Exception {
    var settings =
        new AdminSettings(Path.of(arguments[0]), Optional.of(Path.of(arguments[1])), NodeRole.UI);
    AdminNode node = AdminNode.start(settings, Optional.of(arguments[2]), "127.0.0.1", 0);
    var bench = new Bench(node);
    bench.worker("child", new Slow(bench)).start();
    new CountDownLatch(1).await();
  }

  private static final class Slow extends JobLedgerOfBench {
    Slow(Bench bench) {
      super(bench);
    }

    @Override
    boolean progress(Claim claim, String stage, double progress) {
      try {
        Thread.sleep(SLOWLY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.progress(claim, stage, progress);
    }
  }
}
