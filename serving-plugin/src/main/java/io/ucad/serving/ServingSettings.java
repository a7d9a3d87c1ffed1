package io.ucad.serving;

import io.ucad.detector.image.ImageLimits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What the arguments of a translator say, in DJL Serving the lines of {@code serving.properties}:
 *
 * <ul>
 *   <li>{@code ucad.store}, {@code ucad.backbone}: paths, relative ones in the model directory
 *   <li>{@code ucad.version}: a version or an alias
 *   <li>{@code ucad.maxPixels}, {@code ucad.maxBytes}: of one image
 *   <li>{@code ucad.maxConcurrentDecodes}: of all workers together
 * </ul>
 */
record ServingSettings(String store, String version, String backbone, ImageLimits limits) {
  static final String PREFIX = "ucad.";
  static final String STORE = PREFIX + "store";
  static final String VERSION = PREFIX + "version";
  static final String BACKBONE = PREFIX + "backbone";
  static final String MAX_PIXELS = PREFIX + "maxPixels";
  static final String MAX_BYTES = PREFIX + "maxBytes";
  static final String MAX_CONCURRENT_DECODES = PREFIX + "maxConcurrentDecodes";

  private static final Set<String> NAMES =
      Set.of(STORE, VERSION, BACKBONE, MAX_PIXELS, MAX_BYTES, MAX_CONCURRENT_DECODES);

  /**
   * @throws IllegalArgumentException if one of ours is missing, unknown or wrong
   */
  static ServingSettings of(Map<String, ?> arguments) {
    for (String name : arguments.keySet()) {
      if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "expected arguments among %s, found '%s'".formatted(NAMES, name));
      }
    }
    ImageLimits usual = ImageLimits.defaults();
    return new ServingSettings(
        required(arguments, STORE),
        required(arguments, VERSION),
        required(arguments, BACKBONE),
        new ImageLimits(
            number(arguments, MAX_PIXELS, usual.maxPixels()),
            (int) number(arguments, MAX_BYTES, usual.maxBytes()),
            usual.maxSide(),
            (int) number(arguments, MAX_CONCURRENT_DECODES, usual.maxConcurrentDecodes()),
            usual.maxDecodeBytes(),
            usual.maxScans(),
            usual.maxScanSamples()));
  }

  ModelFiles files(Path modelDirectory) {
    return new ModelFiles(modelDirectory.resolve(store), version, modelDirectory.resolve(backbone));
  }

  private static String required(Map<String, ?> arguments, String name) {
    Object value = arguments.get(name);
    if (value == null || value.toString().isBlank()) {
      throw new IllegalArgumentException(
          "expected the argument '%s', found none; write the model directory with ucad package"
              .formatted(name));
    }
    return value.toString();
  }

  private static long number(Map<String, ?> arguments, String name, long otherwise) {
    Object value = arguments.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value.toString());
      if (number >= 1 && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    throw new IllegalArgumentException(
        "expected '%s' to be 1 to %d, found '%s'".formatted(name, Integer.MAX_VALUE, value));
  }
}
