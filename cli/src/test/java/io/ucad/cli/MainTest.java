package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
  /** One answers over HTTP; the words below the other have the option. */
  private static final Set<String> WITHOUT_JSON = Set.of("serve", "token");

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream().filter(c -> !c.equals("help"));
  }

  @Test
  void allCommandsAreThere() {
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "learn",
            "predict",
            "evaluate",
            "stream",
            "versions",
            "verify",
            "rollback",
            "forget",
            "tune",
            "package",
            "alias",
            "export",
            "import",
            "gc",
            "shadow",
            "smoke",
            "deploy",
            "deployments",
            "undeploy",
            "sample",
            "serve",
            "token");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelps(String command) {
    Cli.Result help = Cli.run(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: ucad " + command).contains("Example:");
    if (!WITHOUT_JSON.contains(command)) {
      assertThat(help.out()).contains("--json");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsUnderstood(String command) {
    CommandLine described = Main.commandLine().getSubcommands().get(command);
    String[] examples =
        Arrays.stream(Objects.requireNonNull(described).getCommandSpec().usageMessage().footer())
            .filter(line -> line.startsWith("  ucad "))
            .toArray(String[]::new);
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = example.strip().substring("ucad ".length()).split(" ");
      assertThatCode(() -> Main.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }
  }

  @Test
  void wrongWordsAreToldFromFailures() {
    assertThat(Cli.run("versions").code()).isEqualTo(2);
    assertThat(Cli.run("versions", "--store", "x", "--colour").code()).isEqualTo(2);
    assertThat(Cli.run("versions", "--store", "no such store").code()).isEqualTo(1);
  }

  @Test
  void theBuildIsNamed() {
    assertThat(Cli.run("--version").out()).startsWith("ucad ").contains("Java ");
  }
}
