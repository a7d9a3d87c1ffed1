package io.ucad.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * JSON without leniency: UTF-8, one object, no name twice, no deeper than {@link #MAX_DEPTH}, no
 * NaN.
 */
final class StrictJson {

  static final int MAX_DEPTH = 32;

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .serializeNulls()
          .disableHtmlEscaping()
          .setStrictness(Strictness.STRICT)
          .create();

  private StrictJson() {}

  /** Thrown for text that is not such an object; the message says what is wrong with it. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static String write(JsonObject object) {
    try {
      return GSON.toJson(object);
    } catch (IllegalArgumentException e) {
      throw new StoreException.Refused("attributes are not JSON: " + e.getMessage());
    }
  }

  static JsonObject read(byte[] bytes) throws Malformed {
    String text = decode(bytes);
    try {
      scan(text);
      JsonElement tree = JsonParser.parseReader(reader(text));
      if (!tree.isJsonObject()) {
        throw new Malformed("not an object");
      }
      return tree.getAsJsonObject();
    } catch (MalformedJsonException | EOFException | JsonParseException | NumberFormatException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("text in memory cannot fail to be read", e);
    }
  }

  private static String decode(byte[] bytes) throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  private static JsonReader reader(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(MAX_DEPTH);
    return reader;
  }

  /** The tree keeps only the last of two equal names, so they must be found before it is built. */
  private static void scan(String text) throws IOException, Malformed {
    JsonReader reader = reader(text);
    Deque<Set<String>> names = new ArrayDeque<>();
    for (JsonToken token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
      switch (token) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          names.push(new HashSet<>());
        }
        case END_OBJECT -> {
          reader.endObject();
          names.pop();
        }
        case BEGIN_ARRAY -> reader.beginArray();
        case END_ARRAY -> reader.endArray();
        case NAME -> {
          String name = reader.nextName();
          if (!names.element().add(name)) {
            throw new Malformed("the name \"" + Names.printable(name) + "\" twice in one object");
          }
        }
        default -> reader.skipValue(); // checked when the tree is built
      }
    }
  }
}
