package io.ucad.trainer.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The normal images of one task, in the order of their names.
 *
 * @param images at least one
 */
public record TrainingImages(List<TrainingImage> images) {

  /**
   * Checks that there is something to learn from.
   *
   * @throws DatasetException when there is no image
   */
  public TrainingImages {
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw DatasetException.of(
          "at least one normal image", "none", "Add images of good parts to learn from.");
    }
  }

  /**
   * Finds the images in {@code dir/train/good}, else {@code dir/good}, else {@code dir} itself;
   * folders below are not searched.
   *
   * @throws DatasetException when there is no such folder or no image in it, or when a link leads
   *     out of {@code dir}
   */
  public static TrainingImages of(Path dir) {
    ImageFolder folder = ImageFolder.under(dir);
    String place =
        List.of("train/good", "good").stream().filter(folder::hasFolder).findFirst().orElse("");
    List<TrainingImage> images =
        folder.images(place).stream()
            .map(file -> new TrainingImage(file, folder.name(file)))
            .toList();
    if (images.isEmpty()) {
      throw DatasetException.of(
          "images (.png, .jpg, .jpeg) in "
              + dir
              + "/train/good, in "
              + dir
              + "/good or in "
              + dir
              + " itself",
          "none in " + (place.isEmpty() ? dir : dir.resolve(place)),
          "Put images of good parts into one of these folders.");
    }
    return new TrainingImages(images);
  }

  /**
   * SHA-256 (64 hexadecimal digits) over names and contents in order: equal exactly for equal data.
   * Reads every file.
   *
   * @throws DatasetException when a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    images.forEach(image -> fingerprint.add(image.name(), image.file()));
    return fingerprint.hex();
  }
}
