package io.ucad.serving.pack;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * A workflow of DJL Serving with the package as its only model, a beginning for workflows of one's
 * own. It lies in a folder of its own: a model directory that holds one itself is always registered
 * as a workflow, and the parameters of the registration are then ignored.
 */
final class WorkflowJson {
  static final String FILE = "workflow/workflow.json";

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final String MODEL = "ucad";

  private WorkflowJson() {}

  static String text(String version) {
    var models = new JsonObject();
    // The server puts the folder of this file in place of the braces.
    models.addProperty(MODEL, "{model_dir}/../");
    var call = new JsonArray();
    call.add(MODEL);
    call.add("in");
    var workflow = new JsonObject();
    workflow.add("out", call);
    var json = new JsonObject();
    json.addProperty("name", "ucad-workflow");
    json.addProperty("version", version);
    json.add("models", models);
    json.add("workflow", workflow);
    return GSON.toJson(json) + "\n";
  }
}
