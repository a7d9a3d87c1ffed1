package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class FailuresTest {
  @TempDir Path folder;

  @Test
  void whatAUserCanMendIsOneSentence() {
    Cli.Result result = Cli.run("versions", "--store", folder);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("ucad: ").contains("is not a model store").hasLineCount(1);
  }

  @Test
  void aRegionOutsideOfTheImageIsRefusedBeforeAnythingIsRead() {
    Cli.Result result =
        Cli.run(
            "learn",
            "--store",
            folder.resolve("store"),
            "--task",
            "lid",
            "--data",
            folder.resolve("nowhere"),
            "--region",
            "0.6,0,0.5,1");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--region").contains("expected a region of interest");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void aProgramGetsCodeAndMessage() {
    Cli.Result result = Cli.run("versions", "--store", folder, "--json");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.json().get("code").getAsString()).isEqualTo("STORE_NOT_A_STORE");
    assertThat(result.json().get("message").getAsString()).contains("is not a model store");
  }

  @Test
  void aFaultOfOursShowsWhereItIs() {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(new Faulty())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new Failures())
            .execute("--json");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("fault of ours").contains("FailuresTest");
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "{\"code\":\"INTERNAL\",\"message\":\"java.lang.IllegalStateException: lost\"}");
  }

  @Command(name = "faulty")
  private static final class Faulty implements Callable<Integer> {
    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
      throw new IllegalStateException(json ? "lost" : "no option");
    }
  }
}
