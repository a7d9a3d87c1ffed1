package io.ucad.admin.job;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL that is crashed and started again on the same files and port. */
final class RestartablePostgres implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres server;

  RestartablePostgres(Path folder) throws IOException {
    data = folder.resolve("postgres");
    server = builder().start();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // Off for tests by default: what was committed would be lost.
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("fsync", "on")
        .setPGStartupWait(Duration.ofMinutes(1));
  }

  String address() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /**
   * Ends it at once, as a crash does: transactions that are not committed are gone. Returns when it
   * takes connections again.
   */
  void crash() throws IOException, InterruptedException {
    int port = server.getPort();
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
    postmaster.onExit().join();
    server.close();
    server = builder().setPort(port).start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
