package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.endpoint.access.Scope;
import io.ucad.endpoint.access.Token;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ucad token list}. */
@Command(
    name = "list",
    description = "Lists tokens: names, scopes and dates, never the tokens themselves.",
    footer = {"", "Example:", "  ucad token list --file tokens.json"})
final class TokenListCommand implements Callable<Integer> {
  @Mixin private TokenFileOption file = new TokenFileOption();
  @Mixin private Answers answers = new Answers();

  @Override
  public Integer call() {
    var table = new TextTable("name", "scopes", "created", "expires");
    var json = new JsonArray();
    for (Token token : file.tokens().list()) {
      String expires = token.expires().map(Instant::toString).orElse("never");
      table.add(token.name(), scopes(token), token.created().toString(), expires);
      var row = new JsonObject();
      row.addProperty("name", token.name());
      row.addProperty("scopes", scopes(token));
      row.addProperty("created", token.created().toString());
      row.addProperty("expires", expires);
      json.add(row);
    }
    answers.print(table.toString(), json);
    return 0;
  }

  private static String scopes(Token token) {
    return String.join(",", new TreeSet<>(token.scopes()).stream().map(Scope::word).toList());
  }
}
