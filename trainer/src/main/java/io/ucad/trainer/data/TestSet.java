package io.ucad.trainer.data;

import java.util.List;

/**
 * The test images of one task: by kind, then by name.
 *
 * @param images at least one
 */
public record TestSet(List<TestImage> images) {

  /**
   * Checks that there is something to test on.
   *
   * @throws DatasetException when there is no image
   */
  public TestSet {
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw DatasetException.of("at least one test image", "none", "Add images to test/good.");
    }
  }

  /** Whether pixel metrics can be computed: some image is defective and all of those have masks. */
  public boolean hasMasks() {
    return images.stream().anyMatch(TestImage::defective)
        && images.stream().allMatch(image -> image.mask().isPresent() == image.defective());
  }

  /**
   * SHA-256 (64 hexadecimal digits) over names and contents of images and masks in order. Reads
   * every file.
   *
   * @throws DatasetException when a file cannot be read
   */
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    for (TestImage image : images) {
      fingerprint.add(image.name(), image.file());
      image.mask().ifPresent(mask -> fingerprint.add(image.name() + "/mask", mask));
    }
    return fingerprint.hex();
  }
}
