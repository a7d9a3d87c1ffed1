package io.ucad.trainer.memory;

/**
 * Which images are held out together. Folds are contiguous runs of the sorted images, because
 * neighbouring images of a line often show the same item; dealing them out at random would put an
 * item on both sides.
 *
 * @param images number of images
 * @param folds number of folds
 */
record Folds(int images, int folds) {
  Folds {
    if (folds < 2 || images < folds) {
      throw new IllegalArgumentException(
          "expected at least two folds and as many images, found " + folds + " and " + images);
    }
  }

  /** The fold that an image is held out in. */
  int of(int image) {
    return (int) ((long) image * folds / images);
  }
}
