package io.ucad.detector.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.detector.DetectorException;
import io.ucad.detector.Explanation;
import io.ucad.detector.Inspection;
import io.ucad.detector.Timings;
import io.ucad.detector.scoring.Region;

/**
 * An inspection as the inference contract has it. For an image of no known product nothing that
 * rests on a score is claimed: no score, thresholds, p-value, regions, map or explanation.
 */
public final class AnswerJson {
  private AnswerJson() {}

  /**
   * @throws DetectorException with {@code NOT_FINITE} if a number is NaN or infinite
   */
  public static JsonObject of(AnswerContext context, Inspection inspection, MapEncoding map) {
    var json = new JsonObject();
    json.addProperty("requestId", context.requestId());
    json.addProperty("version", context.version());
    json.addProperty("backbone", context.backbone());
    json.add("task", task(inspection));
    if (inspection.known()) {
      addScore(json, inspection);
    }
    json.addProperty("verdict", inspection.verdict().name());
    if (inspection.known()) {
      addPlaces(json, inspection, map);
    }
    json.add("timingsMs", timings(context.decodeMillis(), inspection.timings()));
    return json;
  }

  private static JsonObject task(Inspection inspection) {
    var json = new JsonObject();
    json.addProperty("name", inspection.task());
    inspection
        .distance()
        .ifPresent(d -> json.addProperty("distance", Finite.require("routing distance", d)));
    inspection
        .margin()
        .ifPresent(m -> json.addProperty("margin", Finite.require("routing margin", m)));
    json.addProperty("known", inspection.known());
    return json;
  }

  private static void addScore(JsonObject json, Inspection inspection) {
    json.addProperty("score", Finite.require("score", inspection.score()));
    json.addProperty("threshold", Finite.require("threshold", inspection.threshold()));
    json.addProperty(
        "reviewThreshold", Finite.require("review threshold", inspection.reviewThreshold()));
    json.addProperty("pValue", Finite.require("p-value", inspection.pValue()));
  }

  private static void addPlaces(JsonObject json, Inspection inspection, MapEncoding map) {
    var regions = new JsonArray();
    inspection.regions().forEach(region -> regions.add(region(region)));
    json.add("regions", regions);
    if (map != MapEncoding.NONE) {
      json.add("anomalyMap", MapJson.of(inspection.map(), map == MapEncoding.PNG));
    }
    if (!inspection.explanation().isEmpty()) {
      var explanation = new JsonArray();
      inspection.explanation().forEach(patch -> explanation.add(explanation(patch)));
      json.add("explanation", explanation);
    }
  }

  private static JsonObject region(Region region) {
    var json = new JsonObject();
    json.addProperty("x", region.x());
    json.addProperty("y", region.y());
    json.addProperty("width", region.width());
    json.addProperty("height", region.height());
    json.addProperty("area", region.area());
    json.addProperty("peak", Finite.require("peak", region.peak()));
    return json;
  }

  private static JsonObject explanation(Explanation patch) {
    var normal = new JsonObject();
    normal.addProperty("image", patch.image());
    normal.add("patch", place(patch.normalRow(), patch.normalColumn()));
    normal.addProperty("distance", Finite.require("patch distance", patch.score()));
    var json = new JsonObject();
    json.add("patch", place(patch.row(), patch.column()));
    json.addProperty("score", Finite.require("patch score", patch.score()));
    json.add("nearestNormal", normal);
    return json;
  }

  private static JsonArray place(int row, int column) {
    var place = new JsonArray();
    place.add(row);
    place.add(column);
    return place;
  }

  /** Bringing the image to the size of the model input counts as decoding. */
  private static JsonObject timings(double decodeMillis, Timings timings) {
    var json = new JsonObject();
    json.addProperty("decode", rounded(decodeMillis + timings.prepare()));
    json.addProperty("backbone", rounded(timings.backbone()));
    json.addProperty("routing", rounded(timings.routing()));
    json.addProperty("scoring", rounded(timings.scoring()));
    return json;
  }

  /** To microseconds: more digits are noise. */
  private static double rounded(double millis) {
    return Math.round(Finite.require("time", millis) * 1000) / 1000.0;
  }
}
