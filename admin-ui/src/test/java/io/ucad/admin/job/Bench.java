package io.ucad.admin.job;

import io.ucad.admin.AdminNode;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.task.TaskData;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.version.VersionIndex;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import io.ucad.trainer.preset.Preset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A node without a worker of its own, workers that tests drive, and settings that take a second.
 */
public final class Bench {
  static final Preset TINY =
      new Preset(
          "tiny",
          "for tests",
          new Preset.Features(64, Fit.STRETCH, List.of(1, 2), true, 0),
          new Preset.BankSettings(8, 16, 128, false),
          new Preset.Scoring(0, 4, 0.1, 0.2),
          new Preset.PromptSettings(
              Preset.Objective.DEFECT_CONTRAST, Preset.PromptKind.ADDITIVE, 3, 0.01, 4, 12, true));

  private final AdminNode node;

  public Bench(Database database) {
    this(Nodes.on(database));
  }

  /** On a node that does not work by itself. */
  public Bench(AdminNode node) {
    this.node = node;
  }

  public AdminNode node() {
    return node;
  }

  /** Registers a new task with the images of a product and returns its name. */
  public String task(String product) {
    String name = product + "-" + UUID.randomUUID();
    Factory.register(node, product, name);
    return name;
  }

  /** A job that waits. */
  long job(String... tasks) {
    return job(1, tasks);
  }

  /** A job of a seed that waits. */
  long job(long seed, String... tasks) {
    return As.admin(() -> node.get(JobService.class).learn(List.of(tasks), "fast", seed));
  }

  /** Learns tasks one after another and returns the number of the last version. */
  public int learned(String... tasks) {
    long job = job(tasks);
    worker("bench").work(job);
    JobRow row = row(job);
    if (row.state() != JobState.DONE) {
      throw new AssertionError(row.problem());
    }
    return row.parts().get(tasks.length - 1).version().orElseThrow();
  }

  JobRow row(long job) {
    return As.admin(() -> node.get(JobService.class).get(job));
  }

  List<String> log(long job) {
    return As.admin(() -> node.get(JobService.class).log(job, LogLevel.INFO, 500)).stream()
        .map(LogLine::text)
        .toList();
  }

  /** The versions that were made for a task: those that first hold what they hold of it. */
  List<VersionId> made(String task) {
    return store().versions().stream()
        .filter(
            id ->
                store().version(id).manifest().task(new TaskName(task)).stream()
                    .anyMatch(entry -> entry.since().equals(id)))
        .toList();
  }

  /** The JDBC address of the database, for other processes. */
  String address() {
    try (Connection connection = node.get(DataSource.class).getConnection()) {
      String address = connection.getMetaData().getURL();
      return address
          + (address.contains("?") ? "&" : "?")
          + "user=postgres"
          + "&options=-c%20idle_in_transaction_session_timeout=5000";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  ModelStore store() {
    return node.get(ModelStore.class);
  }

  Worker worker(String name) {
    return worker(name, node.get(JobLedger.class));
  }

  Worker worker(String name, JobLedger ledger) {
    return worker(node::get, name, ledger, Duration.ZERO);
  }

  /**
   * A worker made of the parts of a program that runs.
   *
   * @param pause between two writes of progress at least
   */
  static Worker worker(Parts parts, String name, JobLedger ledger, Duration pause) {
    var run =
        new LearnRun(
            ledger,
            parts.get(ImageFiles.class),
            parts.get(TaskData.class),
            parts.get(VersionIndex.class),
            parts.get(ModelStore.class),
            parts.get(BackboneSource.class),
            parts.get(ImageGuard.class),
            preset -> TINY,
            pause);
    return new Worker(
        name,
        parts.get(DataSource.class),
        ledger,
        run,
        Duration.ofMillis(500),
        Duration.ofMillis(200));
  }

  /** Where a worker's parts come from. */
  interface Parts {
    <T> T get(Class<T> part);
  }
}
