package io.ucad.trainer.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A test image with its ground truth.
 *
 * @param file where it lies
 * @param name its path from the task's folder, with '/', such as {@code test/crack/003.png}
 * @param defective whether it shows a defect
 * @param kind of defect, {@code good} for none: the name of its folder
 * @param mask the image of the defect's pixels, same size, nonzero = defect; empty for a good image
 *     and throughout a test set without masks
 */
public record TestImage(
    Path file, String name, boolean defective, String kind, Optional<Path> mask) {
  static final String GOOD = "good";

  /**
   * Checks that the ground truth does not contradict itself.
   *
   * @throws IllegalArgumentException when it does
   */
  public TestImage {
    if (defective == kind.equals(GOOD) || (mask.isPresent() && !defective)) {
      throw new IllegalArgumentException(
          "Expected a kind other than 'good' and a mask only for defective images, found "
              + name
              + " with defective="
              + defective
              + ", kind="
              + kind
              + ", mask="
              + mask);
    }
  }
}
