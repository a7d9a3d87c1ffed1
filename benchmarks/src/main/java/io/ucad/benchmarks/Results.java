package io.ucad.benchmarks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured, said as it comes and written as one JSON object. */
final class Results {
  private final JsonObject json = new JsonObject();

  Results() {
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    json.addProperty("java", Runtime.version().toString());
  }

  void add(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-64s %10.3f %s%n", what, value, unit);
    json.addProperty(unit.isEmpty() ? what : what + " [" + unit + "]", value);
  }

  void write(Path file) throws IOException {
    Files.writeString(
        file, new GsonBuilder().setPrettyPrinting().create().toJson(json) + System.lineSeparator());
  }
}
