package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.store.AliasName;
import io.ucad.store.ImportOptions;
import io.ucad.store.ImportReport;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ucad import}. */
@Command(
    name = "import",
    description = {
      "Makes the next version of an archive that 'ucad export' wrote. Nothing is visible before all",
      "checksums are verified. 'latest' moves to it if it was built on what 'latest' names, or if the",
      "store is empty or new."
    },
    footer = {
      "",
      "Example:",
      "  ucad import --store plant --alias candidate model.zip",
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--latest", description = "Move 'latest' to it in any case.")
  private boolean latest;

  @Option(names = "--alias", paramLabel = "NAME", description = "Point this alias at it.")
  private @Nullable String alias;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "Refuse archives that unpack to more (default: 8 GiB).")
  private long maxBytes = ImportOptions.DEFAULT_MAX_BYTES;

  @Parameters(paramLabel = "ARCHIVE", description = "The zip file.")
  private Path archive = Path.of("");

  @Override
  public Integer call() {
    if (maxBytes < 0) {
      throw new CommandException("expected --max-bytes of 0 or more, found " + maxBytes);
    }
    AliasName name = alias == null ? null : new AliasName(alias);
    Console console = Console.standard();
    ModelStore models;
    ImportReport report;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      models = store.openOrCreate();
      report =
          models.importVersion(
              in,
              new ImportOptions(maxBytes, latest),
              (file, done, total) ->
                  console.progress("reading " + file, (double) done, (double) total));
    } catch (IOException e) {
      throw new UncheckedIOException("expected to read " + archive + ", found " + e, e);
    }
    console.closeBar();
    if (name != null) {
      models.point(name, report.version().id());
    }
    answers.print(text(report), json(report));
    return 0;
  }

  private static String text(ImportReport report) {
    VersionId id = report.version().id();
    return "%s is what was %s, with %d product(s); parent: %s; %s"
        .formatted(
            id,
            report.original(),
            report.version().manifest().tasks().size(),
            report
                .version()
                .manifest()
                .parent()
                .map(VersionId::toString)
                .orElse("not in this store"),
            report.latest() ? "latest is " + id + " now" : "latest stays what it was");
  }

  private static JsonObject json(ImportReport report) {
    var json = new JsonObject();
    json.addProperty("version", report.version().id().toString());
    json.addProperty("original", report.original().toString());
    report
        .version()
        .manifest()
        .parent()
        .ifPresent(parent -> json.addProperty("parent", parent.toString()));
    json.addProperty("latest", report.latest());
    json.addProperty("shared", report.shared().size());
    return json;
  }
}
