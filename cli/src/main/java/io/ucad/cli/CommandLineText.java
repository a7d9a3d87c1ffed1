package io.ucad.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The words that the program was started with, to be recorded with what came of them. */
final class CommandLineText {
  private CommandLineText() {}

  /** As a POSIX shell would take them. */
  static String of(CommandSpec spec) {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(CommandLineText::quoted)
        .collect(Collectors.joining(" ", "ucad ", ""));
  }

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:,=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
