package io.ucad.trainer.memory;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.Png;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.SmokeImage;
import io.ucad.detector.memory.SmokeImages;
import io.ucad.detector.memory.TaskMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the images of a task by which its deployments are tested: a few of the training set, made
 * small, with the scores that the memory gives them once it is read back from its file.
 */
public final class SmokeChoice {
  /** Longest side, in pixels: a PNG of it has at most 150 kB. */
  private static final int LONGEST = 224;

  private SmokeChoice() {}

  /**
   * @param half whether the memory will be stored in half precision
   * @param scratch a folder for a file that is deleted at once
   */
  public static List<SmokeImage> of(
      ImageSource images,
      TaskMemory memory,
      boolean half,
      Backbone backbone,
      NDManager manager,
      ImageGuard guard,
      Path scratch) {
    var options = new InspectionOptions(Optional.of(memory.task()), 0);
    try (Detector detector =
        new Detector(manager, backbone, List.of(reread(memory, half, scratch)), 1)) {
      List<SmokeImage> chosen = new ArrayList<>();
      for (int i : EvenlySpread.of(images.size(), SmokeImages.MOST)) {
        byte[] png = png(images.decode(i));
        float score = detector.inspect(guard.decode(png), options).score();
        chosen.add(new SmokeImage(images.names().get(i), png, score));
      }
      return chosen;
    }
  }

  private static TaskMemory reread(TaskMemory memory, boolean half, Path scratch) {
    Path file = scratch.resolve("memory.safetensors");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        MemoryFile.write(memory, half, out);
      }
      return MemoryFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the memory " + file + " cannot be written and read back", e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to delete " + file, e);
    }
  }

  /** Every pixel is the mean of a square block; the last ones of a row or column may be cut off. */
  private static byte[] png(DecodedImage image) {
    int block = Math.ceilDiv(Math.max(image.width(), image.height()), LONGEST);
    int side = Math.min(block, Math.min(image.width(), image.height()));
    int width = Math.min(LONGEST, image.width() / side);
    int height = Math.min(LONGEST, image.height() / side);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * width + x) + c] = mean(image, x * side, y * side, side, c);
        }
      }
    }
    return Png.encodeRgb(width, height, rgb);
  }

  private static byte mean(DecodedImage image, int left, int top, int side, int channel) {
    long sum = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        sum += image.sample(x, y, channel);
      }
    }
    return (byte) (sum / ((long) side * side));
  }
}
