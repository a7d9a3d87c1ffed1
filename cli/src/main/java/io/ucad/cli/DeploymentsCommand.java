package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.deployment.Condition;
import io.ucad.deployment.Deployments;
import io.ucad.deployment.Deployments.Deployed;
import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.Registered;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ucad deployments}. */
@Command(
    name = "deployments",
    description = "Lists the models of a DJL Serving node, and how they are.",
    footer = {"", "Example:", "  ucad deployments --to http://localhost:8081"})
final class DeploymentsCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private Answers answers = new Answers();

  @Override
  public Integer call() {
    List<Deployed> all;
    try (DjlServingNode node = server.node()) {
      all = new Deployments(node).list();
    }
    var table = new TextTable("model", "version", "status", "ready", "queued", "package");
    var json = new JsonArray();
    for (Deployed deployed : all) {
      Registered registered = deployed.registered();
      table.add(
          clean(registered.model()),
          clean(registered.version()),
          clean(deployed.condition().map(Condition::status).orElse(registered.status())),
          deployed.condition().map(c -> c.ready() + "/" + c.target()).orElse("-"),
          deployed.condition().map(c -> Integer.toString(c.queued())).orElse("-"),
          clean(registered.url()));
      json.add(json(deployed));
    }
    answers.print(all.isEmpty() ? "nothing is deployed" : table.toString(), json);
    return 0;
  }

  /** What a server writes must not steer a terminal. */
  private static String clean(String text) {
    return text.isEmpty() ? "-" : text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static JsonObject json(Deployed deployed) {
    var json = new JsonObject();
    json.addProperty("model", deployed.registered().model());
    json.addProperty("version", deployed.registered().version());
    json.addProperty("package", deployed.registered().url());
    json.addProperty(
        "status",
        deployed.condition().map(Condition::status).orElse(deployed.registered().status()));
    deployed
        .condition()
        .ifPresent(
            condition -> {
              json.addProperty("healthy", condition.healthy());
              json.addProperty("ready", condition.ready());
              json.addProperty("target", condition.target());
              json.addProperty("queued", condition.queued());
            });
    return json;
  }
}
