package io.ucad.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The entry point. */
@Command(
    name = "ucad",
    description = "Continual visual inspection: one model learns product after product.",
    mixinStandardHelpOptions = true,
    versionProvider = Build.class,
    subcommands = {
      LearnCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      StreamCommand.class,
      VersionsCommand.class,
      VerifyCommand.class,
      RollbackCommand.class,
      ForgetCommand.class,
      TuneCommand.class,
      PackageCommand.class,
      AliasCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      GcCommand.class,
      ShadowCommand.class,
      SmokeCommand.class,
      DeployCommand.class,
      DeploymentsCommand.class,
      UndeployCommand.class,
      SampleCommand.class,
      ServeCommand.class,
      TokenCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "First steps:",
      "  ucad sample --out factory",
      "  ucad stream --data factory --preset fast --out report"
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong words. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var program = new CommandLine(new Main());
    addHelp(program);
    return program
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }

  private static void addHelp(CommandLine program) {
    for (CommandLine subcommand : program.getSubcommands().values()) {
      addHelp(subcommand.getCommandSpec());
      addHelp(subcommand);
    }
  }

  /** Not the standard help options: in most commands --version names a version of a model. */
  private static void addHelp(CommandSpec command) {
    if (command.findOption("--help") == null) {
      command.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help and exit.")
              .build());
    }
  }
}
