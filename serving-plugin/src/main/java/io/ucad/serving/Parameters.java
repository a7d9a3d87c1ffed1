package io.ucad.serving;

import ai.djl.modality.Input;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.util.Pair;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.answer.MapEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says besides its image: fields of the query or of a form, else properties of the
 * input. Anything that is not in the contract is refused: a misspelt parameter must not be ignored.
 */
record Parameters(MapEncoding map, InspectionOptions options) {
  static final String DATA = "data";

  private static final Set<String> OURS = Set.of("map", "task", "explain");

  /** With these a client of DJL Serving chooses the model; the server leaves them in the input. */
  private static final Set<String> OF_SERVER = Set.of("model_name", "model_version");

  private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final int LONGEST = 64;

  /**
   * @throws RequestException if a parameter is unknown, there twice, or of a wrong value
   */
  static Parameters of(Input input) {
    Map<String, String> fields = fields(input);
    for (String name : OURS) {
      String property = input.getProperties().get(name);
      if (property != null) {
        fields.putIfAbsent(name, property);
      }
    }
    return new Parameters(
        map(fields.getOrDefault("map", "none")),
        InspectionOptions.of(
            task(fields.get("task")), explain(fields.getOrDefault("explain", "false"))));
  }

  private static Map<String, String> fields(Input input) {
    Map<String, String> fields = new HashMap<>();
    for (Pair<String, BytesSupplier> field : input.getContent()) {
      String name = field.getKey();
      if (name == null || name.equals(DATA) || OF_SERVER.contains(name)) {
        continue;
      }
      if (!OURS.contains(name)) {
        throw RequestException.badParameter(
            "expected the parameters map, task and explain, found another");
      }
      if (fields.put(name, text(name, field.getValue())) != null) {
        throw RequestException.badParameter("expected the parameter %s once".formatted(name));
      }
    }
    return fields;
  }

  private static String text(String name, BytesSupplier value) {
    ByteBuffer bytes = value.toByteBuffer();
    if (bytes.remaining() > LONGEST) {
      throw RequestException.badParameter(
          "expected at most %d characters in the parameter %s".formatted(LONGEST, name));
    }
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static MapEncoding map(String value) {
    return switch (value) {
      case "none" -> MapEncoding.NONE;
      case "png" -> MapEncoding.PNG;
      case "float" -> MapEncoding.FLOAT;
      default -> throw RequestException.badParameter("expected map=none, map=png or map=float");
    };
  }

  private static boolean explain(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RequestException.badParameter("expected explain=true or explain=false");
    };
  }

  private static Optional<String> task(@Nullable String value) {
    if (value != null && !TASK.matcher(value).matches()) {
      throw RequestException.badParameter(
          "expected task=NAME with a name of " + TASK.pattern() + ", found another");
    }
    return Optional.ofNullable(value);
  }
}
