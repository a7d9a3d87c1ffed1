package io.ucad.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ucad token}. */
@Command(
    name = "token",
    description = "Makes, lists and revokes tokens for ucad serve.",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
    footer = {
      "",
      "Example:",
      "  ucad token create --name line-4 --scope predict --file tokens.json"
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected one of the words create, list and revoke, found none");
  }
}
