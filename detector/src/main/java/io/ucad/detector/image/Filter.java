package io.ucad.detector.image;

/**
 * The kernel of a resize, widened by the reduction factor so that no source pixel is skipped
 * (anti-aliasing); the two kernels are those that Pillow calls BILINEAR and BICUBIC.
 */
public enum Filter {
  /** Triangle of radius 1. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1 - Math.abs(distance));
    }
  },
  /** Keys' cubic with a = -0.5, radius 2. */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final double radius;

  Filter(double radius) {
    this.radius = radius;
  }

  /** Distance, in pixels of the coarser of the two grids, from which the kernel is zero. */
  double radius() {
    return radius;
  }

  /** The kernel at this distance from its centre, not normalised. */
  abstract double weight(double distance);
}
