package io.ucad.cli.report;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.TreeMap;

/** What was measured on one task, as JSON. */
final class TaskScoreJson {
  private static final Gson GSON = new Gson();

  private TaskScoreJson() {}

  /** What an operator would have seen: alarms, misses, rejections. */
  static JsonObject decisions(TaskScore score) {
    var json = new JsonObject();
    json.addProperty("images", score.images());
    json.add("imageAp", Numbers.json(score.imageAp()));
    json.add(
        "imageF1Max",
        score
            .imageF1()
            .<JsonElement>map(f -> new JsonPrimitive(f.value()))
            .orElse(JsonNull.INSTANCE));
    json.addProperty("good", score.good());
    json.addProperty("falseAlarms", score.falseAlarms());
    json.addProperty("missed", score.missed());
    json.addProperty("unknown", score.unknown());
    return json;
  }

  /** All of it. */
  static JsonObject all(TaskScore score) {
    var json = new JsonObject();
    json.addProperty("task", score.task());
    json.add("imageAuroc", Numbers.json(score.imageAuroc()));
    json.add("pixelAp", Numbers.json(score.pixelAp()));
    json.add("pixelAuroc", Numbers.json(score.pixelAuroc()));
    json.add("aupro", Numbers.json(score.aupro()));
    decisions(score).entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
    json.add("routedTo", routing(score));
    return json;
  }

  static JsonElement routing(TaskScore score) {
    return GSON.toJsonTree(new TreeMap<>(score.routedTo()));
  }
}
