package io.ucad.cli;

import com.google.gson.JsonArray;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ucad versions}. */
@Command(
    name = "versions",
    description = "Lists the versions of a model, oldest first.",
    footer = {"", "Example:", "  ucad versions --store store"})
final class VersionsCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Override
  public Integer call() {
    ModelStore models = store.open();
    var aliases = models.aliases();
    var holds = models.holds();
    List<VersionRow> rows = new ArrayList<>();
    for (VersionId id : models.versions()) {
      rows.add(VersionRow.of(models, id, aliases, holds));
    }
    var json = new JsonArray();
    rows.forEach(row -> json.add(row.json()));
    answers.print(VersionRow.table(rows), json);
    return 0;
  }
}
