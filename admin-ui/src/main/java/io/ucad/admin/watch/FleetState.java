package io.ucad.admin.watch;

import io.ucad.admin.job.JobState;
import io.ucad.store.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the database and the store say of the fleet now. The size of the store, for which every file
 * has to be looked at, may be some minutes old. Thread-safe.
 */
@Component
class FleetState {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final JdbcClient database;
  private final ModelStore store;
  private final Clock clock;
  private long bytes;
  private Instant measured = Instant.MIN;

  FleetState(JdbcClient database, ModelStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /** How many jobs are in a state. */
  long jobs(JobState state) {
    return database
        .sql("select count(*) from job where state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  /** How long the oldest waiting job has waited, seconds; 0 if none waits. */
  double queueAge() {
    Optional<Instant> oldest =
        database
            .sql(
                "select created_at from job where state = 'QUEUED' order by id fetch first row only")
            .query((row, n) -> row.getTimestamp(1).toInstant())
            .optional();
    return oldest
        .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0))
        .orElse(0.0);
  }

  /** How many versions there are. */
  long versions() {
    return database.sql("select count(*) from version").query(Long.class).single();
  }

  /** How many alarms are open. */
  long alarms() {
    return database
        .sql("select count(*) from alarm where open_key is not null")
        .query(Long.class)
        .single();
  }

  /** Bytes of the store's files; one that several versions share counts once. */
  synchronized double storeBytes() {
    Instant now = clock.instant();
    if (now.minus(FRESH).isAfter(measured)) {
      bytes = measure(store.root());
      measured = now;
    }
    return bytes;
  }

  /** Bytes that are left on the store's disk. */
  double storeFree() {
    return store.root().toFile().getUsableSpace();
  }

  private static long measure(Path root) {
    Set<Object> seen = new HashSet<>();
    long[] sum = new long[1];
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Object key = attributes.fileKey();
              if (key == null || seen.add(key)) {
                sum[0] += attributes.size();
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
              // It was deleted since its folder was read.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum[0];
  }
}
