package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.store.AliasName;
import io.ucad.store.VersionId;
import io.ucad.store.VersionStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ucad alias}. */
@Command(
    name = "alias",
    description = {
      "Lists the aliases of a model, or points one at a version after rereading all its bytes, or",
      "removes one. An alias is moved in one step and is accepted wherever a version is. 'latest' is",
      "what the next product is learned on; 'candidate' and 'production' are for you to move. The gate",
      "of the web app is not asked: whoever may write to the store decides."
    },
    footer = {
      "",
      "Example:",
      "  ucad alias --store store",
      "  ucad alias --store store production v7",
      "  ucad alias --store store --remove candidate"
    })
final class AliasCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--remove", paramLabel = "NAME", description = "Remove this alias.")
  private @Nullable String removed;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The alias to move.")
  private @Nullable String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "V",
      description = "What it should name: v7 or another alias.")
  private @Nullable String target;

  @Override
  public Integer call() {
    VersionStore models = store.open();
    if (removed != null && name == null) {
      remove(models, new AliasName(removed));
    } else if (name != null && target != null && removed == null) {
      point(models, new AliasName(name), models.resolve(target));
    } else if (name == null) {
      list(models.aliases());
    } else {
      throw new CommandException(
          "expected 'NAME V' to move an alias, '--remove NAME' to remove one, or neither to list"
              + " them");
    }
    return 0;
  }

  private void point(VersionStore models, AliasName alias, VersionId version) {
    Optional<VersionId> before = models.alias(alias);
    models.point(alias, version);
    var json = new JsonObject();
    json.addProperty("alias", alias.value());
    json.addProperty("version", version.toString());
    before.ifPresent(id -> json.addProperty("before", id.toString()));
    answers.print(
        "%s is %s now; before it was %s"
            .formatted(alias, version, before.map(VersionId::toString).orElse("nothing")),
        json);
  }

  private void remove(VersionStore models, AliasName alias) {
    Optional<VersionId> before = models.alias(alias);
    models.removeAlias(alias);
    var json = new JsonObject();
    json.addProperty("removed", alias.value());
    before.ifPresent(id -> json.addProperty("before", id.toString()));
    answers.print(
        before.map(id -> alias + " is removed; it was " + id).orElse("there was no alias " + alias),
        json);
  }

  private void list(Map<AliasName, VersionId> aliases) {
    var json = new JsonObject();
    aliases.forEach((alias, id) -> json.addProperty(alias.value(), id.toString()));
    String text =
        aliases.entrySet().stream()
            .map(entry -> entry.getKey() + " is " + entry.getValue())
            .collect(Collectors.joining(System.lineSeparator()));
    answers.print(text.isEmpty() ? "no alias yet" : text, json);
  }
}
