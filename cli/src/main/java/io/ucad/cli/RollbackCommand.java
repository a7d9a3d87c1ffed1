package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad rollback}. */
@Command(
    name = "rollback",
    description = {
      "Makes another version the latest, after rereading all its bytes. Nothing is deleted, and the",
      "next version gets a new number."
    },
    footer = {"", "Example:", "  ucad rollback --store store --to v2"})
final class RollbackCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--to", required = true, paramLabel = "V", description = "v7 or an alias.")
  private String target = "";

  @Override
  public Integer call() {
    ModelStore models = store.open();
    Optional<VersionId> before = models.alias(AliasName.LATEST);
    VersionId now = models.resolve(target);
    models.point(AliasName.LATEST, now);
    var json = new JsonObject();
    json.addProperty("latest", now.toString());
    before.ifPresent(id -> json.addProperty("before", id.toString()));
    answers.print(
        "latest is %s now; before it was %s"
            .formatted(now, before.map(VersionId::toString).orElse("nothing")),
        json);
    return 0;
  }
}
