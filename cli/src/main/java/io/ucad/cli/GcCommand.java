package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.store.Hold;
import io.ucad.store.KeepPolicy;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad gc}. */
@Command(
    name = "gc",
    description = {
      "Deletes old versions. Kept in any case: what an alias names, what a deployment holds, what is",
      "being read now, and the newest version."
    },
    footer = {
      "",
      "Example:",
      "  ucad gc --store store --keep 5 --dry-run",
      "  ucad gc --store store --keep 5"
    })
final class GcCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "10",
      description = "Keep so many of the newest versions (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Option(names = "--ancestors", description = "Keep what versions with an alias were built on.")
  private boolean ancestors;

  @Option(names = "--dry-run", description = "Say what would go and delete nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (keep < 0) {
      throw new CommandException("expected --keep of 0 or more, found " + keep);
    }
    ModelStore models = store.open();
    var policy = new KeepPolicy(keep, ancestors, Set.of());
    List<VersionId> gone = dryRun ? models.garbage(policy) : models.collectGarbage(policy);
    List<VersionId> kept = models.versions().stream().filter(id -> !gone.contains(id)).toList();
    var json = new JsonObject();
    json.addProperty("dryRun", dryRun);
    json.add("collected", array(gone));
    json.add("kept", array(kept));
    answers.print(text(gone, kept, models.holds()), json);
    return 0;
  }

  private String text(List<VersionId> gone, List<VersionId> kept, List<Hold> holds) {
    String verb = dryRun ? "would go: " : "deleted: ";
    String text =
        (gone.isEmpty() ? "nothing to delete" : verb + list(gone)) + "; kept: " + list(kept);
    for (Hold hold : holds) {
      text += System.lineSeparator() + hold.version() + " is held by " + hold.owner();
      text += hold.reason().isEmpty() ? "" : " (" + hold.reason() + ")";
    }
    return text;
  }

  private static String list(List<VersionId> ids) {
    return ids.isEmpty()
        ? "none"
        : ids.stream().map(VersionId::toString).collect(Collectors.joining(", "));
  }

  private static JsonArray array(List<VersionId> ids) {
    var array = new JsonArray();
    ids.forEach(id -> array.add(id.toString()));
    return array;
  }
}
