package io.ucad.trainer.preset;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds presets: the ones that ship with the product by name, others as files. */
public final class Presets {
  /** Names of the presets that ship. */
  public static final List<String> NAMES = List.of("fast", "best", "paper");

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final long MAX_BYTES = 64 * 1024;

  private Presets() {}

  /**
   * @param nameOrFile one of {@link #NAMES}, or a path that ends in {@code .json}
   * @throws PresetException if there is no such preset or it does not hold what it must
   */
  public static Preset find(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return parse(nameOrFile, resource(nameOrFile));
    }
    if (!nameOrFile.endsWith(".json")) {
      throw new PresetException(
          "expected a preset of %s or a path to a .json file, found '%s'"
              .formatted(NAMES, nameOrFile));
    }
    try {
      Path file = Path.of(nameOrFile);
      if (Files.size(file) > MAX_BYTES) {
        throw new PresetException(
            "expected a preset of at most %d bytes, found %d in %s"
                .formatted(MAX_BYTES, Files.size(file), file));
      }
      return parse(nameOrFile, Files.readString(file));
    } catch (IOException e) {
      throw new PresetException("expected a readable preset file, found " + e, e);
    }
  }

  /** The preset as it is recorded with what was learned by it. */
  public static JsonObject json(Preset preset) {
    return GSON.toJsonTree(preset).getAsJsonObject();
  }

  private static String resource(String name) {
    try (InputStream in =
        Presets.class.getResourceAsStream("/io/ucad/trainer/presets/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the preset '" + name + "' is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Preset parse(String source, String json) {
    Preset preset;
    try {
      preset = GSON.fromJson(json, Preset.class);
    } catch (RuntimeException e) {
      // Not only what the parser throws: the records refuse numbers that cannot be.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new PresetException(
          "expected a preset in '%s', found %s".formatted(source, reason.getMessage()), e);
    }
    requireComplete(source, preset);
    return preset;
  }

  @SuppressWarnings("NullAway") // the parser leaves out what the file leaves out
  private static void requireComplete(String source, Preset preset) {
    if (preset == null
        || preset.name() == null
        || preset.features() == null
        || preset.features().fit() == null
        || preset.bank() == null
        || preset.scoring() == null
        || preset.prompts() == null
        || preset.prompts().objective() == null
        || preset.prompts().kind() == null) {
      throw new PresetException(
          "expected name, features, bank, scoring and prompts in '%s', found some of them missing"
              .formatted(source));
    }
  }
}
