package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.serving.pack.ModelPackage;
import io.ucad.serving.pack.PackageReport;
import io.ucad.serving.pack.PackagedBackbone;
import io.ucad.serving.pack.PackagedFile;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad package}. */
@Command(
    name = "package",
    description = {
      "Writes a version as a model directory that DJL Serving loads: settings, plugin, memories,",
      "backbone, checksums. The same version gives the same bytes. Nothing is overwritten."
    },
    footer = {
      "",
      "Example:",
      "  ucad package --store store --version production --out models/ucad-v7",
      "  curl -X POST 'http://127.0.0.1:8081/models?url=file:///models/ucad-v7&model_name=ucad&model_version=v7'"
    })
final class PackageCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR|FILE.zip",
      description = "What to write; it must not exist.")
  private Path out = Path.of("");

  @Option(
      names = "--reference-backbone",
      description =
          "Name the backbone by its absolute path and hash instead of copying it; every server must"
              + " find it there.")
  private boolean referenceBackbone;

  @Override
  public Integer call() {
    ModelStore models = store.open();
    VersionId id = version.idIn(models);
    var console = Console.standard();
    Path file = backbone.file(Optional.of(models.version(id)), console);
    PackageReport report =
        ModelPackage.write(
            models,
            id,
            new PackagedBackbone(file, referenceBackbone),
            out,
            (done, total) -> console.progress("writing " + out, (double) done, (double) total));
    console.closeBar();
    answers.print(text(report), json(report));
    return 0;
  }

  private static String text(PackageReport report) {
    return "%s holds %s: %d files, %s"
        .formatted(
            report.target(), report.version(), report.files().size(), Bytes.text(report.bytes()));
  }

  private static JsonObject json(PackageReport report) {
    var files = new JsonArray();
    for (PackagedFile file : report.files()) {
      var json = new JsonObject();
      json.addProperty("path", file.path());
      json.addProperty("bytes", file.bytes());
      json.addProperty("sha256", file.sha256());
      files.add(json);
    }
    var json = new JsonObject();
    json.addProperty("package", report.target().toString());
    json.addProperty("version", report.version());
    json.addProperty("backboneSha256", report.backboneSha256());
    json.add("files", files);
    return json;
  }
}
