package io.ucad.admin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.testing.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as it is packaged, in a process of its own, and what it said. */
public final class Program implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("target", "app", "lib");
  private static final Pattern ADDRESS = Pattern.compile("UCAD is at (http://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");
  private static final long PATIENCE_S = 180;

  private final Process process;
  private final StringBuffer said = new StringBuffer();
  private final CountDownLatch up = new CountDownLatch(1);

  private Program(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::listen);
  }

  /**
   * Starts it and waits until it is up.
   *
   * @param database empty for the one that it has without being told
   */
  public static Program start(Path workspace, Path backbone, Optional<String> database) {
    assertThat(LIBRARIES).as("the packaged program").isDirectory();
    List<String> command =
        Child.command(
            LIBRARIES.resolve("*").toString(),
            List.of(),
            "io.ucad.admin.Up",
            "--workspace",
            workspace.toString(),
            "--backbone",
            backbone.toString(),
            "--offline",
            "--port",
            "0");
    database.ifPresent(address -> command.addAll(List.of("--db", address)));
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("OMP_NUM_THREADS", "1");
      var program = new Program(builder.start());
      program.waitUntilUp();
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitUntilUp() {
    try {
      if (!up.await(PATIENCE_S, TimeUnit.SECONDS) || !process.isAlive()) {
        process.destroyForcibly();
        throw new AssertionError("the program did not come up; it said:\n" + said);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void listen() {
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("Images go to ")) {
          up.countDown();
        }
      }
    } catch (IOException e) {
      said.append(e);
    } finally {
      up.countDown();
    }
  }

  /** Where people find it. */
  public String address() {
    return found(ADDRESS);
  }

  /** That of the first start. */
  public String printedPassword() {
    return found(PASSWORD);
  }

  private String found(Pattern pattern) {
    Matcher matcher = pattern.matcher(said);
    assertThat(matcher.find()).as("'%s' in what it said:%n%s", pattern, said).isTrue();
    return matcher.group(1);
  }

  /** Everything that it wrote so far. */
  public String said() {
    return said.toString();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Asks it to end, as Ctrl-C does, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the program did not end within a minute; it said:\n" + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
