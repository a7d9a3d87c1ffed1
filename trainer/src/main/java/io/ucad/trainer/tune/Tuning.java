package io.ucad.trainer.tune;

import com.google.gson.JsonObject;
import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.OnConflict;
import io.ucad.store.Publication;
import io.ucad.store.Sha256;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Publishes a version in which one task judges by other rates. Everything else in its memory stays
 * as it is, and the files of the other tasks are the same files. Rolling back undoes it.
 */
public final class Tuning {
  /** Attribute of a task that was tuned: its rates. Learning it again takes it away. */
  public static final String ATTRIBUTE = "tuned";

  private static final String RUN = "run";

  private Tuning() {}

  /**
   * Changes the rates of a task of the latest version. Asking for the rates that it has publishes
   * nothing.
   *
   * @param falseAlarmRate share of normal images that may be called NG
   * @param reviewRate share of normal images that may be called REVIEW or NG, not less than that
   * @throws TuneException if the rates make no sense, or the file cannot be written again without
   *     changing more than them
   * @throws StoreException.NotFound if there is no version, or no such task in it
   * @throws StoreException.Conflict if the task was changed meanwhile
   */
  public static TuneReport tune(
      VersionStore store, TaskName task, double falseAlarmRate, double reviewRate) {
    Version before =
        store
            .latest()
            .orElseThrow(() -> new StoreException.NotFound("the store has no version yet"));
    Path file = before.file(task);
    TaskEntry entry = before.manifest().task(task).orElseThrow();
    try {
      TaskMemory memory = MemoryFile.read(file);
      ScoringSpec wanted = wanted(memory.scoring(), falseAlarmRate, reviewRate);
      boolean publish = !wanted.equals(memory.scoring());
      if (publish) {
        requireRewritable(file, memory.scoring(), entry);
      }
      Version after = publish ? publish(store, before, entry, file, wanted) : before;
      Calibration calibration = memory.calibration();
      return new TuneReport(
          after,
          task,
          publish,
          Strictness.of(memory.scoring(), calibration),
          Strictness.of(wanted, calibration),
          calibration.size(),
          calibration.attainableRate(),
          publish ? after.unchanged(parent(store, after), task) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("the memory " + file + " cannot be read", e);
    }
  }

  /** Whether one entry differs from another of the same task by its rates only. */
  public static boolean isTunedFrom(TaskEntry entry, TaskEntry earlier) {
    return !entry.sha256().equals(earlier.sha256())
        && run(entry).isPresent()
        && run(entry).equals(run(earlier));
  }

  private static Optional<String> run(TaskEntry entry) {
    JsonObject attributes = entry.attributes();
    return attributes.has(RUN) ? Optional.of(attributes.get(RUN).toString()) : Optional.empty();
  }

  private static ScoringSpec wanted(ScoringSpec now, double falseAlarmRate, double reviewRate) {
    try {
      return now.withRates(falseAlarmRate, reviewRate);
    } catch (IllegalArgumentException e) {
      throw new TuneException(e.getMessage() + "; give rates such as 0.01 and 0.05");
    }
  }

  /** Writing the file with the rates that it has must give its own bytes. */
  private static void requireRewritable(Path file, ScoringSpec now, TaskEntry entry)
      throws IOException {
    var digest = Sha256.digest();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      MemoryFile.rescore(file, now, out);
    }
    String rewritten = Sha256.hex(digest);
    if (!rewritten.equals(entry.sha256())) {
      throw new TuneException(
          "expected the memory of '%s' to be as this release writes it (%s), found %s; learn the task again with the rates that you want"
              .formatted(entry.task(), rewritten, entry.sha256()));
    }
  }

  private static Version publish(
      VersionStore store, Version before, TaskEntry entry, Path file, ScoringSpec wanted) {
    var rates = new JsonObject();
    rates.addProperty("falseAlarmRate", wanted.falseAlarmRate());
    rates.addProperty("reviewRate", wanted.reviewRate());
    JsonObject attributes = entry.attributes();
    attributes.add(ATTRIBUTE, rates);
    return store.publish(
        Publication.on(before.id())
            .put(entry.task(), out -> MemoryFile.rescore(file, wanted, out), attributes)
            .summary(
                String.format(
                    Locale.ROOT,
                    "tuned %s: false-alarm rate %.2f %%, review rate %.2f %%",
                    entry.task(),
                    100 * wanted.falseAlarmRate(),
                    100 * wanted.reviewRate()))
            .onConflict(OnConflict.REBASE)
            .build());
  }

  private static Version parent(VersionStore store, Version version) {
    return store.version(version.manifest().parent().orElseThrow());
  }
}
