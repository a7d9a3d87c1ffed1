package io.ucad.detector.memory;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.RegionOfInterest;
import java.util.stream.Stream;

/**
 * What a memory file says in its metadata, beside the tensors (docs/formats/memory-v1.md).
 *
 * @param format always {@link #NAME}
 * @param formatVersion version of this layout
 */
record MemoryFormat(
    String format,
    int formatVersion,
    String task,
    BackboneId backbone,
    FeatureSpec routing,
    FeatureSpec features,
    ScoringSpec scoring,
    String prompts,
    JsonObject provenance) {
  static final String NAME = "ucad-task-memory";

  /** With a region of interest, which the first version did not know. */
  static final int VERSION = 2;

  private static final String REGION = "region";

  /** Key of this JSON text in the metadata of the file. */
  static final String KEY = "ucad";

  /** Key of the image names, a JSON array, in the metadata of the file. */
  static final String IMAGES = "images";

  private static final Gson GSON = new Gson();
  private static final JsonElement WHOLE = GSON.toJsonTree(RegionOfInterest.WHOLE);

  static MemoryFormat of(TaskMemory memory, String prompts) {
    boolean whole =
        Stream.of(memory.routing(), memory.features())
            .allMatch(f -> f.preprocessing().region().isWhole());
    return new MemoryFormat(
        NAME,
        whole ? 1 : VERSION,
        memory.task(),
        memory.backbone(),
        memory.routing(),
        memory.features(),
        memory.scoring(),
        prompts,
        memory.provenance());
  }

  /** The text; a region that is the whole image is not written, as in the first version. */
  String toJson() {
    JsonObject json = GSON.toJsonTree(this).getAsJsonObject();
    preprocessings(json)
        .filter(input -> WHOLE.equals(input.get(REGION)))
        .forEach(i -> i.remove(REGION));
    return json.toString();
  }

  /** Of routing and features, as far as they are there. */
  private static Stream<JsonObject> preprocessings(JsonObject json) {
    return Stream.of("routing", "features")
        .map(json::get)
        .filter(JsonObject.class::isInstance)
        .map(spec -> spec.getAsJsonObject().get("preprocessing"))
        .filter(JsonObject.class::isInstance)
        .map(JsonElement::getAsJsonObject);
  }

  /**
   * @throws MemoryException {@code TOO_NEW} if a later release wrote it
   * @throws RuntimeException of many kinds if it is no such text
   */
  static MemoryFormat parse(String text) {
    JsonElement json = JsonParser.parseString(text);
    requireVersion(json.getAsJsonObject());
    preprocessings(json.getAsJsonObject())
        .filter(input -> !input.has(REGION))
        .forEach(input -> input.add(REGION, WHOLE));
    CompleteJson.require(json, MemoryFormat.class, "");
    return GSON.fromJson(json, MemoryFormat.class);
  }

  private static void requireVersion(JsonObject json) {
    JsonElement name = json.get("format");
    if (name == null || !name.equals(new JsonPrimitive(NAME))) {
      throw new IllegalArgumentException("expected the format '" + NAME + "', found " + name);
    }
    JsonElement version = json.get("formatVersion");
    if (version == null || !version.toString().matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("expected a format version from 1 on, found " + version);
    }
    if (version.getAsInt() > VERSION) {
      throw new MemoryException(
          MemoryException.Reason.TOO_NEW,
          "expected memory format %d at most, found %s; use a newer release"
              .formatted(VERSION, version));
    }
  }
}
