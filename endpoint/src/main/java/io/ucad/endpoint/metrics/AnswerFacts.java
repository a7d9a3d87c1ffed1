package io.ucad.endpoint.metrics;

import com.google.gson.stream.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * What figures need of an answer. Reading stops at the verdict, which comes before the parts that
 * are long.
 *
 * @param score empty where no product was known, and so no score was claimed
 * @param pValue likewise
 */
public record AnswerFacts(
    String version, String task, OptionalDouble score, OptionalDouble pValue, String verdict) {
  static AnswerFacts of(byte[] answer) {
    try (var json =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(answer), StandardCharsets.UTF_8))) {
      String version = "";
      String task = "";
      OptionalDouble pValue = OptionalDouble.empty();
      OptionalDouble score = OptionalDouble.empty();
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "version" -> version = json.nextString();
          case "pValue" -> pValue = OptionalDouble.of(json.nextDouble());
          case "task" -> task = name(json);
          case "score" -> score = OptionalDouble.of(json.nextDouble());
          case "verdict" -> {
            return new AnswerFacts(version, task, score, pValue, json.nextString());
          }
          default -> json.skipValue();
        }
      }
      throw new IllegalStateException("expected an answer with a verdict, found none");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(JsonReader json) throws IOException {
    String name = "";
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("name")) {
        name = json.nextString();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return name;
  }
}
