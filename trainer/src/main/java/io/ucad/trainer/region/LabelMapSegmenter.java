package io.ucad.trainer.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Label maps that a person or another program drew: {@code train/good/007.jpg} has its regions in
 * {@code <labels>/train/good/007.png}.
 *
 * <p>It needs the name of an image, which pixels do not carry: {@link #forImage} binds it to one.
 */
public final class LabelMapSegmenter {
  private final Path labels;
  private final LabelReader reader;

  /**
   * Reads label maps of a folder.
   *
   * @param labels folder with the same relative paths as that of the images, every file ending in
   *     .png
   */
  public LabelMapSegmenter(Path labels, LabelReader reader) {
    this.labels = labels.toAbsolutePath().normalize();
    this.reader = reader;
  }

  /**
   * The segmenter of one image.
   *
   * @param image path relative to the folder of the images
   * @throws RegionException if the path leads out of the folder of label maps
   */
  public RegionSegmenter forImage(Path image) {
    Path file = labels.resolve(withPngSuffix(image)).normalize();
    if (image.isAbsolute() || !file.startsWith(labels)) {
      throw new RegionException(
          "expected the path of an image relative to its data set, got " + image);
    }
    return new OneMap(file, reader);
  }

  private static String withPngSuffix(Path image) {
    String path = image.toString();
    int dot = path.lastIndexOf('.');
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return (dot > slash ? path.substring(0, dot) : path) + ".png";
  }

  private record OneMap(Path file, LabelReader reader) implements RegionSegmenter {
    @Override
    public LabelGrid segment(RgbImage image, int rows, int columns) {
      LabelMap map = reader.read(bytes());
      if (map.width() != image.width() || map.height() != image.height()) {
        throw new RegionException(
            "expected a label map of %dx%d pixels, the size of its image, found %dx%d: %s"
                .formatted(image.width(), image.height(), map.width(), map.height(), file));
      }
      return map.sample(rows, columns);
    }

    @Override
    public String id() {
      return "label-map";
    }

    private byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        throw new RegionException(
            "expected a label map at " + file + ", found none; add it or choose another segmenter",
            e);
      } catch (IOException e) {
        throw new UncheckedIOException("the label map " + file + " could not be read", e);
      }
    }
  }
}
