package io.ucad.pretrain.compare;

import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import io.ucad.pretrain.texture.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Weights of the same shape as a file's that have learned nothing: matrices and positions with a
 * deviation of 0.02 about 0, gains 1, offsets 0, as timm's ViTs begin.
 */
final class RandomVitFile {
  private static final double DEVIATION = 0.02;

  private RandomVitFile() {}

  static void write(Path like, long seed, Path target) throws IOException {
    var writer = new SafetensorsWriter();
    try (SafetensorsFile file = SafetensorsFile.open(like)) {
      file.metadata().forEach((key, value) -> metadata(writer, key, value));
      var random = new SplittableRandom(Seeds.child(seed, 0));
      for (String name : file.names().stream().sorted().toList()) {
        float[] values = new float[file.tensor(name).size()];
        long[] shape = file.shape(name);
        if (shape.length > 1) {
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (DEVIATION * random.nextGaussian());
          }
        } else if (name.contains("norm") && name.endsWith(".weight")) {
          Arrays.fill(values, 1);
        }
        writer.floats(name, values, shape);
      }
    }
    try (OutputStream out = Files.newOutputStream(target)) {
      writer.writeTo(out);
    }
  }

  private static void metadata(SafetensorsWriter writer, String key, String value) {
    if (key.equals("name")) {
      writer.metadata(key, "random weights");
    } else if (!key.equals("training")) {
      writer.metadata(key, value);
    }
  }
}
