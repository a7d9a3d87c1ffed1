package io.ucad.cli.batch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * One column of a table of results; what an answer does not have is left empty.
 *
 * @param value of an answer or error
 */
record Column(String name, Type type, Function<JsonObject, Optional<JsonElement>> value) {
  enum Type {
    TEXT,
    NUMBER,
    COUNT,
    FLAG
  }

  /** The columns of every table. */
  static final List<Column> ALL =
      List.of(
          of("image", Type.TEXT, "requestId"),
          of("verdict", Type.TEXT, "verdict"),
          of("task", Type.TEXT, "task", "name"),
          of("known", Type.FLAG, "task", "known"),
          of("score", Type.NUMBER, "score"),
          of("threshold", Type.NUMBER, "threshold"),
          of("reviewThreshold", Type.NUMBER, "reviewThreshold"),
          of("pValue", Type.NUMBER, "pValue"),
          of("distance", Type.NUMBER, "task", "distance"),
          of("margin", Type.NUMBER, "task", "margin"),
          new Column("regions", Type.COUNT, answer -> regions(answer).map(Column::count)),
          ofWorst("x", Type.COUNT),
          ofWorst("y", Type.COUNT),
          ofWorst("width", Type.COUNT),
          ofWorst("height", Type.COUNT),
          ofWorst("peak", Type.NUMBER),
          of("version", Type.TEXT, "version"),
          of("backbone", Type.TEXT, "backbone"),
          of("code", Type.TEXT, "code"),
          of("message", Type.TEXT, "message"));

  private static Column of(String name, Type type, String... path) {
    return new Column(
        name,
        type,
        answer -> {
          Optional<JsonElement> at = Optional.of(answer);
          for (String step : path) {
            at =
                at.map(json -> json.getAsJsonObject().get(step)).filter(json -> !json.isJsonNull());
          }
          return at;
        });
  }

  /** A property of the region with the highest peak. */
  private static Column ofWorst(String property, Type type) {
    return new Column(
        "region" + Character.toUpperCase(property.charAt(0)) + property.substring(1),
        type,
        answer ->
            regions(answer)
                .flatMap(
                    all ->
                        StreamSupport.stream(all.spliterator(), false)
                            .map(JsonElement::getAsJsonObject)
                            .max(Comparator.comparingDouble(r -> r.get("peak").getAsDouble())))
                .map(region -> region.get(property)));
  }

  private static Optional<JsonArray> regions(JsonObject answer) {
    return Optional.ofNullable(answer.getAsJsonArray("regions"));
  }

  private static JsonElement count(JsonArray regions) {
    return new JsonPrimitive(regions.size());
  }
}
