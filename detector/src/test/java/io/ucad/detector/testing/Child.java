package io.ucad.detector.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a process of its own, which may have little memory. */
public final class Child {
  private Child() {}

  /**
   * What it printed, line by line; it must end by itself, with status 0.
   *
   * @param options of the JVM
   */
  public static List<String> run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), options, main, arguments);
  }

  /** The same with a class path of its own. */
  public static List<String> run(
      String classPath, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(classPath, options, main.getName(), arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException("expected status 0, found " + status + "; it said: " + said);
    }
    return said.lines().toList();
  }

  /** The command that runs a class on the JVM of this process. */
  public static List<String> command(
      String classPath, List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Dai.djl.offline=true", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }
}
