package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.settings.AdminSettings;
import io.ucad.detector.testing.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link WorkerChild} that runs, and what it said. */
final class WorkerProcess implements AutoCloseable {
  private static final int KEPT = 60;

  private final String name;
  private final Process process;
  private final BlockingQueue<Said> said;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Deque<String> other = new ArrayDeque<>();

  private WorkerProcess(String name, Process process, BlockingQueue<Said> said) {
    this.name = name;
    this.process = process;
    this.said = said;
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts a worker on the database of a node.
   *
   * @param said what it says is added to it
   */
  static WorkerProcess start(
      Bench bench, String name, WorkerChild.Mode mode, BlockingQueue<Said> said) {
    AdminSettings settings = bench.node().get(AdminSettings.class);
    List<String> command =
        Child.command(
            System.getProperty("java.class.path"),
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx512m"),
            WorkerChild.class.getName(),
            settings.workspace().toString(),
            settings.backbone().orElseThrow(),
            bench.address(),
            name,
            mode.name());
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("OMP_NUM_THREADS", "1");
      return new WorkerProcess(name, builder.start(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(WorkerChild.SAYS)) {
          String words = line.substring(WorkerChild.SAYS.length());
          if (words.equals("ready")) {
            ready.countDown();
          }
          said.add(new Said(this, words));
        } else {
          note(line);
        }
      }
    } catch (IOException e) {
      note(e.toString());
    }
  }

  private void note(String line) {
    synchronized (other) {
      other.add(line);
      if (other.size() > KEPT) {
        other.remove();
      }
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it takes jobs. */
  WorkerProcess awaitReady() throws InterruptedException {
    while (!ready.await(200, TimeUnit.MILLISECONDS)) {
      assertThat(process.isAlive()).as("%s ended before it began: %s", name, log()).isTrue();
    }
    return this;
  }

  /** What it logged last. */
  String log() {
    synchronized (other) {
      return String.join("\n", other);
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** SIGSTOP: it stays, and does nothing at all. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).as("kill -%s", signal).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A line of a worker. */
  record Said(WorkerProcess worker, String line) {}
}
