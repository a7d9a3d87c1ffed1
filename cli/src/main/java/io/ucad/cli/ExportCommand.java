package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.cli.files.WholeFile;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad export}. */
@Command(
    name = "export",
    description = {
      "Writes a version as one zip file for another store. Every byte is verified first. The same",
      "version always gives the same file."
    },
    footer = {"", "Example:", "  ucad export --store store --version production --out model.zip"})
final class ExportCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--out", required = true, paramLabel = "FILE.zip", description = "The archive.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    ModelStore models = store.open();
    VersionId id = version.in(models).id();
    Console console = Console.standard();
    long bytes =
        WholeFile.stream(
            out,
            stream ->
                models.exportVersion(
                    id,
                    stream,
                    (file, done, total) ->
                        console.progress("writing " + file, (double) done, (double) total)));
    console.closeBar();
    var json = new JsonObject();
    json.addProperty("version", id.toString());
    json.addProperty("archive", out.toString());
    json.addProperty("bytes", bytes);
    answers.print("%s is in %s (%s)".formatted(id, out, Bytes.text(bytes)), json);
    return 0;
  }
}
