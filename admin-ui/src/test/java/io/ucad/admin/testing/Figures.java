package io.ucad.admin.testing;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Figures of the reliability cases, written by the tests that prove them: into the file that {@code
 * -Ducad.figures=FILE} names, nowhere otherwise.
 */
public final class Figures {
  private static final String CASE = "case";
  private static final String WHAT = "what";

  private Figures() {}

  /**
   * @param reliabilityCase its number
   * @param what was counted or measured
   * @param value as it is to be read
   */
  public static synchronized void record(int reliabilityCase, String what, String value) {
    String file = System.getProperty("ucad.figures");
    if (file != null) {
      try {
        write(Path.of(file), reliabilityCase, what, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void write(Path file, int number, String what, String value) throws IOException {
    List<JsonObject> rows = new ArrayList<>(rows(file));
    rows.removeIf(
        row -> row.get(CASE).getAsInt() == number && row.get(WHAT).getAsString().equals(what));
    var row = new JsonObject();
    row.addProperty(CASE, number);
    row.addProperty(WHAT, what);
    row.addProperty("value", value);
    rows.add(row);
    rows.sort(
        Comparator.comparing((JsonObject r) -> r.get(CASE).getAsInt())
            .thenComparing(r -> r.get(WHAT).getAsString()));
    var array = new JsonArray();
    rows.forEach(array::add);
    Files.writeString(
        file,
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(array) + "\n");
  }

  private static List<JsonObject> rows(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return JsonParser.parseString(Files.readString(file)).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** The rows of a file as lines of a table. */
  public static List<String> table(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonObject row : rows(file)) {
      lines.add(
          "| %s | %s | %s |"
              .formatted(
                  row.get(CASE).getAsString(),
                  row.get(WHAT).getAsString(),
                  row.get("value").getAsString()));
    }
    return lines;
  }
}
