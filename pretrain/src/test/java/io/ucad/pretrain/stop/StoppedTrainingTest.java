package io.ucad.pretrain.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped used to end, now and then, with SIGSEGV in the engine. */
class StoppedTrainingTest {
  /** 128 + SIGTERM, what a JVM answers that ended in order. */
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  @Test
  void aRunThatIsToldToEndSavesItsStepAndEndsInOrder() throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(command())
            .redirectError(folder.resolve("errors.txt").toFile())
            .directory(folder.toFile())
            .start();
    try (BufferedReader out = run.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.startsWith("drew the textures")) {
        line = out.readLine();
      }
      assertThat(line).as(() -> read(folder.resolve("errors.txt"))).isNotNull();
      // Through the handle: the process itself would close what is read below.
      assertThat(run.toHandle().destroy()).isTrue();
      assertThat(out.lines()).anyMatch(l -> l.startsWith("asked to stop, stopped after step "));
    }
    assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(run.exitValue()).isEqualTo(TERMINATED);
    assertThat(folder.resolve("run/checkpoint.safetensors")).exists();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-Dai.djl.offline=true",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "io.ucad.pretrain.Main",
        "train",
        "--classes",
        "4",
        "--out",
        folder.resolve("run").toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
