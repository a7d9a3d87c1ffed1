package io.ucad.pretrain;

import io.ucad.pretrain.compare.CompareCommand;
import io.ucad.pretrain.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ucad pretrain}. */
@Command(
    name = "ucad pretrain",
    mixinStandardHelpOptions = true,
    subcommands = {TrainCommand.class, CompareCommand.class},
    description = "Makes the backbone that ships with the product.")
final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
