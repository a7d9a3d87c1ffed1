package io.ucad.detector.safetensors;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the JSON header as a stream and accepts exactly the form of the format: no nested value
 * beyond it is ever built, and doubled names, which most JSON readers let pass, are refused.
 */
final class HeaderReader {
  static final int MAX_TENSORS = 32_768;
  private static final long START = 8;
  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,18}");

  private final JsonReader json;
  private final Map<String, TensorEntry> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderReader(String text) {
    json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    json.setNestingLimit(4);
  }

  static Header read(String text) {
    if (text.isEmpty() || text.charAt(0) != '{') {
      throw new SafetensorsException(Reason.NOT_JSON, START, "the header must begin with '{'");
    }
    HeaderReader reader = new HeaderReader(text);
    try {
      reader.readAll();
    } catch (MalformedJsonException | EOFException | JsonParseException e) {
      throw new SafetensorsException(
          Reason.NOT_JSON, START, "the header is not one JSON object: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new SafetensorsException(
          Reason.MALFORMED_ENTRY,
          START,
          "an entry has another form than expected: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new AssertionError("a string reader does no input", e);
    }
    return new Header(reader.tensors, reader.metadata);
  }

  private void readAll() throws IOException {
    Set<String> names = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!names.add(name)) {
        throw duplicate(name);
      }
      if (name.equals("__metadata__")) {
        readMetadata();
      } else if (tensors.size() == MAX_TENSORS) {
        throw new SafetensorsException(
            Reason.TOO_MANY_TENSORS, START, "expected at most " + MAX_TENSORS + " tensors");
      } else {
        tensors.put(name, readTensor(name));
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new SafetensorsException(Reason.NOT_JSON, START, "text follows the header's object");
    }
  }

  private void readMetadata() throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (metadata.put(key, string("the metadata '" + key + "'")) != null) {
        throw duplicate("__metadata__." + key);
      }
    }
    json.endObject();
  }

  private TensorEntry readTensor(String name) throws IOException {
    DType dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      switch (key) {
        case "dtype" -> {
          refuseSecond(dtype != null, name, key);
          String found = string("the dtype of '" + name + "'");
          dtype =
              DType.named(found)
                  .orElseThrow(
                      () ->
                          new SafetensorsException(
                              Reason.UNKNOWN_DTYPE,
                              START,
                              "tensor '" + name + "' has the unknown dtype '" + found + "'"));
        }
        case "shape" -> {
          refuseSecond(shape != null, name, key);
          shape = integers(name, key, TensorEntry.MAX_RANK);
        }
        case "data_offsets" -> {
          refuseSecond(offsets != null, name, key);
          offsets = integers(name, key, 2);
        }
        default -> throw malformed("tensor '" + name + "' has the unknown field '" + key + "'");
      }
    }
    json.endObject();
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw malformed("tensor '" + name + "' needs dtype, shape and two data_offsets");
    }
    return new TensorEntry(name, dtype, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> integers(String tensor, String field, int most) throws IOException {
    List<Long> values = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (values.size() == most) {
        throw malformed(field + " of '" + tensor + "' has more than " + most + " numbers");
      }
      if (json.peek() != JsonToken.NUMBER) {
        throw malformed(field + " of '" + tensor + "' must hold numbers, found " + json.peek());
      }
      String text = json.nextString();
      if (!INTEGER.matcher(text).matches()) {
        throw malformed(
            field + " of '" + tensor + "' must hold integers of 0 to 2^63-1, found " + text);
      }
      try {
        values.add(Long.valueOf(text));
      } catch (NumberFormatException e) {
        throw new SafetensorsException(
            Reason.OVERFLOW,
            START,
            field + " of '" + tensor + "' does not fit 63 bits: " + text,
            e);
      }
    }
    json.endArray();
    return List.copyOf(values);
  }

  private String string(String what) throws IOException {
    if (json.peek() != JsonToken.STRING) {
      throw malformed(what + " must be a string, found " + json.peek());
    }
    return json.nextString();
  }

  private static void refuseSecond(boolean seen, String tensor, String field) {
    if (seen) {
      throw duplicate(tensor + "." + field);
    }
  }

  private static SafetensorsException duplicate(String name) {
    return new SafetensorsException(Reason.DUPLICATE_NAME, START, "'" + name + "' occurs twice");
  }

  private static SafetensorsException malformed(String message) {
    return new SafetensorsException(Reason.MALFORMED_ENTRY, START, message);
  }
}
