package io.ucad.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad token revoke}. */
@Command(
    name = "revoke",
    description = "Removes a token; a running endpoint refuses it within a second.",
    footer = {"", "Example:", "  ucad token revoke --name line-4 --file tokens.json"})
final class TokenRevokeCommand implements Callable<Integer> {
  @Mixin private TokenFileOption file = new TokenFileOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Which one.")
  private String name = "";

  @Override
  public Integer call() {
    file.tokens().revoke(name);
    var json = new JsonObject();
    json.addProperty("revoked", name);
    answers.print("revoked " + name, json);
    return 0;
  }
}
