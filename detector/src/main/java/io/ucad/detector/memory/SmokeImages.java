package io.ucad.detector.memory;

import com.google.gson.Gson;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The images in a memory file by which a deployment is tested (docs/formats/memory-v1.md).
 * Inspecting needs none of them, and a file may have none.
 */
public final class SmokeImages {
  /** No file keeps more. */
  public static final int MOST = 3;

  private static final String KEY = "smoke";
  private static final Gson GSON = new Gson();

  private SmokeImages() {}

  /** What the metadata says of one; the image itself is a tensor. */
  private record Entry(String image, float score) {}

  /**
   * Reads the images of a memory that has been found intact by its checksum.
   *
   * @throws MemoryException if the file does not hold what it says
   */
  public static List<SmokeImage> read(Path file) throws IOException {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      String text = tensors.metadata().get(KEY);
      Entry[] entries = text == null ? new Entry[0] : GSON.fromJson(text, Entry[].class);
      List<SmokeImage> images = new ArrayList<>();
      for (int i = 0; i < entries.length; i++) {
        byte[] png = tensors.tensor(tensor(i)).toBytes();
        images.add(new SmokeImage(entries[i].image(), png, entries[i].score()));
      }
      return images;
    } catch (RuntimeException e) {
      throw new MemoryException(
          MemoryException.Reason.CORRUPT,
          "expected smoke images in %s, found: %s".formatted(file.getFileName(), e.getMessage()),
          e);
    }
  }

  static void addTo(SafetensorsWriter writer, List<SmokeImage> images) {
    if (images.size() > MOST) {
      throw new IllegalArgumentException(
          "expected at most %d smoke images, found %d".formatted(MOST, images.size()));
    }
    if (images.isEmpty()) {
      return;
    }
    writer.metadata(
        KEY, GSON.toJson(images.stream().map(i -> new Entry(i.name(), i.score())).toList()));
    for (int i = 0; i < images.size(); i++) {
      writer.bytes(tensor(i), images.get(i).png());
    }
  }

  private static String tensor(int index) {
    return KEY + "." + index;
  }
}
