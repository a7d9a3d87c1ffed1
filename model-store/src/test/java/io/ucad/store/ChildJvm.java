package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another process with our classes, which says lines and can be killed. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  static ChildJvm start(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx64m"));
    command.addAll(List.of("-cp", Objects.requireNonNull(System.getProperty("java.class.path"))));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its next line, which must be this one. */
  void expect(String line) throws IOException {
    assertThat(lines.readLine()).isEqualTo(line);
  }

  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /**
   * Lets it run for a while, kills it with SIGKILL, and returns the complete lines that it said
   * until then.
   */
  List<String> killAfter(long micros) throws IOException, InterruptedException {
    assertThat(process.waitFor(micros, TimeUnit.MICROSECONDS)).as("ended by itself").isFalse();
    // By its handle: Process.destroyForcibly would close the pipe with what it said last.
    process.toHandle().destroyForcibly();
    process.waitFor();
    return lines.lines().toList();
  }

  /** Waits for its end and returns what it said. */
  List<String> linesToTheEnd() throws InterruptedException {
    List<String> said = lines.lines().toList();
    process.waitFor();
    return said;
  }

  /** Waits for its end, which must be a good one, and returns what it said. */
  List<String> finish() throws InterruptedException {
    List<String> said = linesToTheEnd();
    assertThat(process.exitValue()).isZero();
    return said;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
