package io.ucad.deployment;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Images with known answers in a folder: {@code smoke.json} names them.
 *
 * <pre>{@code
 * {"images": [{"file": "bottle-1.png", "task": "bottle", "verdict": "OK", "score": 0.21}]}
 * }</pre>
 *
 * <p>{@code task}, {@code verdict} and {@code score} may be absent and are not compared then. Files
 * lie beside it; links and other folders are refused.
 */
public final class SmokeFolder {
  /** The file that names the images. */
  public static final String FILE = "smoke.json";

  private static final int MAX_LIST = 1 << 20;

  /** No folder has more images. */
  public static final int MAX_IMAGES = 100;

  private static final int MAX_IMAGE = 32 << 20;
  private static final int MAX_DEPTH = 8;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}");

  private SmokeFolder() {}

  /** Writes images and their answers into a folder, which is made. */
  public static void write(Path folder, List<SmokeImage> images) throws IOException {
    JsonArray list = new JsonArray();
    Files.createDirectories(folder);
    for (SmokeImage image : images) {
      if (!NAME.matcher(image.name()).matches()) {
        throw invalid(folder, "the name of a file beside " + FILE, image.name());
      }
      Files.write(folder.resolve(image.name()), image.bytes());
      JsonObject json = new JsonObject();
      json.addProperty("file", image.name());
      image.task().ifPresent(task -> json.addProperty("task", task));
      image.verdict().ifPresent(verdict -> json.addProperty("verdict", verdict));
      image.score().ifPresent(score -> json.addProperty("score", score));
      list.add(json);
    }
    JsonObject all = new JsonObject();
    all.add("images", list);
    Files.writeString(
        folder.resolve(FILE), new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
  }

  /** Reads the images; anything else is {@link DeploymentException.Invalid}. */
  public static SmokeTest read(Path folder) {
    List<SmokeImage> images = new ArrayList<>();
    JsonObject json = parse(folder.resolve(FILE));
    if (!(json.get("images") instanceof JsonArray list)
        || list.isEmpty()
        || list.size() > MAX_IMAGES) {
      throw invalid(folder, "a list 'images' of 1 to " + MAX_IMAGES, json.toString());
    }
    for (JsonElement element : list) {
      if (!(element instanceof JsonObject image)) {
        throw invalid(folder, "an object for each image", element.toString());
      }
      images.add(image(folder, image));
    }
    return new SmokeTest(images);
  }

  private static SmokeImage image(Path folder, JsonObject json) {
    String name = text(folder, json, "file").orElse("");
    if (!NAME.matcher(name).matches()) {
      throw invalid(folder, "the name of a file beside " + FILE, name);
    }
    return new SmokeImage(
        name,
        bytes(folder.resolve(name), MAX_IMAGE),
        text(folder, json, "task"),
        text(folder, json, "verdict"),
        score(folder, json));
  }

  private static Optional<String> text(Path folder, JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonPrimitive text && text.isString()) {
      return Optional.of(text.getAsString());
    }
    throw invalid(folder, "a text '" + name + "'", value.toString());
  }

  private static OptionalDouble score(Path folder, JsonObject json) {
    JsonElement value = json.get("score");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (value instanceof JsonPrimitive number && number.isNumber()) {
      return OptionalDouble.of(number.getAsDouble());
    }
    throw invalid(folder, "a number 'score'", value.toString());
  }

  private static JsonObject parse(Path file) {
    String text = new String(bytes(file, MAX_LIST), StandardCharsets.UTF_8);
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(MAX_DEPTH);
      if (JsonParser.parseReader(reader) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      // as bad as something else than an object
    }
    throw invalid(file, "a JSON object", text);
  }

  private static byte[] bytes(Path file, int limit) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw invalid(file, "a regular file", "none");
    }
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw invalid(file, "at most " + limit + " bytes", "more");
      }
      return bytes;
    } catch (IOException e) {
      throw invalid(file, "a file that can be read", e.toString());
    }
  }

  private static DeploymentException invalid(Path where, String expected, String found) {
    return new DeploymentException.Invalid(
        where.toString(), expected, '"' + Printable.of(found) + '"');
  }
}
