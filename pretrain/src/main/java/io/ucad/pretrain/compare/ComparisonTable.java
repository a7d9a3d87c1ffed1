package io.ucad.pretrain.compare;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.evaluation.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a comparison, as JSON and as it stands in documents. */
final class ComparisonTable {
  private final String preset;
  private final List<String> products;
  private final List<BackboneScore> rows = new ArrayList<>();

  ComparisonTable(String preset, List<String> products) {
    this.preset = preset;
    this.products = List.copyOf(products);
  }

  void add(BackboneScore row) {
    rows.add(row);
  }

  void write(Path file) throws IOException {
    Files.writeString(
        file,
        new GsonBuilder()
                .setPrettyPrinting()
                .serializeSpecialFloatingPointValues()
                .create()
                .toJson(json())
            + System.lineSeparator());
  }

  private JsonObject json() {
    var json = new JsonObject();
    json.addProperty("preset", preset);
    var all = new JsonArray();
    for (BackboneScore row : rows) {
      var one = new JsonObject();
      one.addProperty("backbone", row.name());
      var hashes = new JsonArray();
      row.sha256().forEach(hashes::add);
      one.add("sha256", hashes);
      one.add("meanImageAuroc", summary(row.meanImageAuroc()));
      one.add("meanPixelAp", summary(row.meanPixelAp()));
      var runs = new JsonArray();
      for (int seed = 0; seed < row.runs().size(); seed++) {
        var run = new JsonObject();
        run.addProperty("seed", seed + 1);
        for (BackboneScore.ProductScore score : row.runs().get(seed)) {
          var product = new JsonObject();
          product.addProperty("imageAuroc", score.imageAuroc());
          product.addProperty("pixelAp", score.pixelAp());
          product.addProperty("routed", score.routed());
          run.add(score.product(), product);
        }
        runs.add(run);
      }
      one.add("runs", runs);
      all.add(one);
    }
    json.add("backbones", all);
    return json;
  }

  private static JsonObject summary(double[] values) {
    Summary summary = Summary.of(values);
    var json = new JsonObject();
    json.addProperty("mean", summary.mean());
    json.addProperty("min", summary.min());
    json.addProperty("max", summary.max());
    return json;
  }

  /** Image AUROC by product, its mean, and the mean pixel AP; mean over the seeds. */
  String markdown() {
    var text = new StringBuilder("| backbone |");
    products.forEach(product -> text.append(" ").append(product).append(" |"));
    text.append(" mean image AUROC | mean pixel AP |\n|---|");
    text.append("---|".repeat(products.size() + 2)).append("\n");
    for (BackboneScore row : rows) {
      text.append("| ").append(row.name()).append(" |");
      for (double[] values : row.imageAuroc().values()) {
        text.append(String.format(Locale.ROOT, " %.3f |", Summary.of(values).mean()));
      }
      Summary mean = Summary.of(row.meanImageAuroc());
      text.append(
          String.format(
              Locale.ROOT, " %.3f (%.3f to %.3f) |", mean.mean(), mean.min(), mean.max()));
      text.append(String.format(Locale.ROOT, " %.3f |%n", Summary.of(row.meanPixelAp()).mean()));
    }
    return text.toString();
  }
}
