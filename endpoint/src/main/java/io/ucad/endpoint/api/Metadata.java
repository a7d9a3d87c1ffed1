package io.ucad.endpoint.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.infer.Tensors;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.endpoint.model.ModelLease;
import io.ucad.store.Version;
import java.util.Optional;

/** What the Open Inference Protocol tells of server and model. */
final class Metadata {
  static final String MODEL = "ucad";

  private final ModelHost host;
  private final Inference inference;
  private final String release;

  Metadata(ModelHost host, Inference inference, String release) {
    this.host = host;
    this.inference = inference;
    this.release = release;
  }

  Action server() {
    return Action.now(
        request -> {
          var extensions = new JsonArray();
          extensions.add("binary_tensor_data");
          extensions.add("model_repository");
          var json = new JsonObject();
          json.addProperty("name", MODEL);
          json.addProperty("version", release);
          json.add("extensions", extensions);
          return Reply.json(200, json);
        });
  }

  Action model() {
    return Action.now(
        request -> {
          try (ModelLease lease =
              inference.lease(Optional.ofNullable(request.variables().get("version")))) {
            return Reply.json(200, model(lease.version()));
          }
        });
  }

  Action ready() {
    return Action.now(
        request -> {
          try (ModelLease lease =
              inference.lease(Optional.ofNullable(request.variables().get("version")))) {
            var json = new JsonObject();
            json.addProperty("name", MODEL);
            json.addProperty("version", lease.id().toString());
            json.addProperty("ready", true);
            return Reply.json(200, json);
          }
        });
  }

  private JsonObject model(Version version) {
    var versions = new JsonArray();
    host.loaded().forEach(id -> versions.add(id.toString()));
    var tasks = new JsonArray();
    version.manifest().tasks().forEach(entry -> tasks.add(entry.task().toString()));
    var parameters = new JsonObject();
    parameters.addProperty("version", version.id().toString());
    parameters.add("tasks", tasks);
    backbone(version).ifPresent(name -> parameters.addProperty("backbone", name));
    var json = new JsonObject();
    json.addProperty("name", MODEL);
    json.add("versions", versions);
    json.addProperty("platform", "djl_pytorch");
    json.add("inputs", Tensors.inputs());
    json.add("outputs", Tensors.outputs());
    json.add("parameters", parameters);
    return json;
  }

  private static Optional<String> backbone(Version version) {
    return version.manifest().tasks().stream()
        .map(entry -> entry.attributes().get("backbone"))
        .filter(json -> json != null && json.isJsonObject())
        .map(JsonElement::getAsJsonObject)
        .filter(json -> json.has("name"))
        .map(json -> json.get("name").getAsString())
        .findFirst();
  }
}
