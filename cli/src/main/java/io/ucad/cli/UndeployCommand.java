package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.deployment.Deployments;
import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.HeldDeployments;
import io.ucad.deployment.ModelVersion;
import io.ucad.store.VersionId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad undeploy}. */
@Command(
    name = "undeploy",
    description = {
      "Removes a version from a DJL Serving node and ends its hold in the store. The last version that",
      "serves is removed only with --last."
    },
    footer = {
      "",
      "Example:",
      "  ucad undeploy --to http://localhost:8081 --store store --version v6"
    })
final class UndeployCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--version",
      required = true,
      paramLabel = "V",
      description = "v7 or an alias; it need not be in the store any more.")
  private String version = "";

  @Option(names = "--last", description = "Also if no other version serves then.")
  private boolean last;

  @Option(
      names = "--forget",
      description = "Ask no server, only end the hold: the server does not exist any more.")
  private boolean forget;

  @Override
  public Integer call() {
    var models = store.open();
    VersionId id = models.resolve(version);
    var target = new ModelVersion(server.model(), id.toString());
    if (!forget) {
      try (DjlServingNode node = server.node()) {
        new Deployments(node).undeploy(target, last);
      }
    }
    boolean held = new HeldDeployments(models, server.address(), server.model()).release(id);
    var json = new JsonObject();
    json.addProperty("removed", target.toString());
    json.addProperty("asked", !forget);
    json.addProperty("held", held);
    answers.print(
        target
            + (forget ? ": the server was not asked" : " is removed from " + server.address())
            + (held ? "; it is no longer held" : "; it was not held"),
        json);
    return 0;
  }
}
