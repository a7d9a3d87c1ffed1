package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.deployment.Deployer;
import io.ucad.deployment.DeploymentReport;
import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.HeldDeployments;
import io.ucad.deployment.KeptImages;
import io.ucad.deployment.SmokeFolder;
import io.ucad.deployment.SmokeTest;
import io.ucad.deployment.StoredDeployment;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad deploy}. */
@Command(
    name = "deploy",
    description = {
      "Puts a package of a version in the place of what DJL Serving serves now. The package is loaded",
      "and asked about images with known answers under a private name first. Whatever fails, the old",
      "version goes on serving and the new one is removed. The version is held in the store until",
      "'ucad undeploy' or until another one takes its place."
    },
    footer = {
      "",
      "While both versions are registered, the server sends requests without a version to both in",
      "turn, and refuses those that reach the new one before it is loaded (503). A client that must",
      "not see this names the version: POST /predictions/ucad/v7.",
      "",
      "Example:",
      "  ucad deploy --to http://localhost:8081 --store store --version candidate --package packages/v7"
    })
final class DeployCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--package",
      required = true,
      paramLabel = "DIR",
      description =
          "The model directory, at the same place for the server; or a file: URL as the server sees"
              + " it.")
  private String modelPackage = "";

  @Option(
      names = "--smoke",
      paramLabel = "DIR",
      description =
          "A folder with smoke.json and images (default: the images that the version keeps).")
  private @Nullable Path smoke;

  @Option(
      names = "--load-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long the package may take to load (default: ${DEFAULT-VALUE}).")
  private int loading;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long to wait for the old version's queue to be empty (default: ${DEFAULT-VALUE}).")
  private int draining;

  @Override
  public Integer call() {
    ModelStore models = store.open();
    Version chosen = version.in(models);
    VersionId id = chosen.id();
    URI url = url();
    SmokeTest test = smoke == null ? KeptImages.of(chosen) : SmokeFolder.read(smoke);
    Console console = Console.standard();
    if (test.size() == 0) {
      console.message("no images with known answers: only whether the package loads is tested");
    }
    try (DjlServingNode node = server.node()) {
      var deployer =
          new Deployer(
              node,
              server.settings(loading, draining),
              (step, detail) -> console.message(step + ": " + detail));
      var held = new HeldDeployments(models, server.address(), server.model());
      report(new StoredDeployment(deployer, held).deploy(id, () -> url, test));
    }
    return 0;
  }

  private URI url() {
    if (modelPackage.startsWith("file:")) {
      try {
        return URI.create(modelPackage);
      } catch (IllegalArgumentException e) {
        throw new CommandException("expected a file: URL, found '" + modelPackage + "'");
      }
    }
    Path directory = Path.of(modelPackage).toAbsolutePath().normalize();
    if (!Files.isRegularFile(directory.resolve("serving.properties"))) {
      throw new CommandException(
          "expected a model directory with serving.properties at " + directory + ", found none");
    }
    return directory.toUri();
  }

  private void report(DeploymentReport report) {
    var removed = new JsonArray();
    report.removed().forEach(old -> removed.add(old.toString()));
    var json = new JsonObject();
    json.addProperty("deployed", report.deployed().toString());
    json.addProperty("server", server.address().toString());
    json.addProperty("images", report.images());
    json.add("removed", removed);
    answers.print(
        "%s serves at %s; %d image(s) answered as known; removed: %s"
            .formatted(
                report.deployed(),
                server.address(),
                report.images(),
                report.removed().isEmpty() ? "nothing" : report.removed()),
        json);
  }
}
