package io.ucad.detector.memory;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses JSON that does not hold every component of a record: Gson would fill in zero, or null
 * where nothing may be null.
 */
final class CompleteJson {
  private CompleteJson() {}

  /**
   * @param path of the object within the whole, for messages; empty for the whole
   * @throws IllegalArgumentException naming the first field that is missing
   */
  static void require(JsonElement json, Class<?> type, String path) {
    if (!json.isJsonObject()) {
      throw new IllegalArgumentException("expected an object as '" + path + "', found " + json);
    }
    JsonObject object = json.getAsJsonObject();
    for (RecordComponent component : type.getRecordComponents()) {
      String field = path.isEmpty() ? component.getName() : path + "." + component.getName();
      JsonElement value = object.get(component.getName());
      if (value == null || value.isJsonNull()) {
        throw new IllegalArgumentException("expected the field '" + field + "', found none");
      }
      requireValue(value, component.getType(), field);
    }
  }

  private static void requireValue(JsonElement value, Class<?> type, String field) {
    if (type.isRecord()) {
      require(value, type, field);
    } else if (type.isEnum()) {
      List<String> names =
          Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      if (!value.isJsonPrimitive() || !names.contains(value.getAsString())) {
        throw new IllegalArgumentException(
            "expected '%s' to be one of %s, found %s".formatted(field, names, value));
      }
    } else if (type == List.class) {
      requireNoNull(value, field);
    }
  }

  private static void requireNoNull(JsonElement value, String field) {
    if (!value.isJsonArray()) {
      throw new IllegalArgumentException("expected a list as '" + field + "', found " + value);
    }
    for (JsonElement element : value.getAsJsonArray()) {
      if (element.isJsonNull()) {
        throw new IllegalArgumentException("expected no null in '" + field + "', found one");
      }
    }
  }
}
