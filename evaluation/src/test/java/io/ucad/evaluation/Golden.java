package io.ucad.evaluation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Values of an independent implementation, from the folder named by the property ucad.shared. */
final class Golden {
  private Golden() {}

  static JsonObject read(String name) throws IOException {
    Path file = Path.of(System.getProperty("ucad.shared", "../shared")).resolve("golden/" + name);
    assumeTrue(Files.isRegularFile(file), () -> "SKIPPED: golden file " + file + " is missing");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  static double[] doubles(JsonArray array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsDouble();
    }
    return values;
  }

  static boolean[] booleans(JsonArray array) {
    boolean[] values = new boolean[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsInt() != 0;
    }
    return values;
  }

  /** Rows joined to one array. */
  static JsonArray flat(JsonArray rows) {
    JsonArray result = new JsonArray();
    rows.forEach(row -> result.addAll(row.getAsJsonArray()));
    return result;
  }
}
