package io.ucad.trainer.sample;

/** A region of the plane by its signed distance: negative inside, zero on the edge. */
@FunctionalInterface
interface Shape {
  /** Everywhere: a material that runs past every side of the image. */
  Shape PLANE = (x, y) -> -10;

  double distance(double x, double y);

  static Shape circle(double cx, double cy, double radius) {
    return (x, y) -> Math.hypot(x - cx, y - cy) - radius;
  }

  static Shape box(double cx, double cy, double halfWidth, double halfHeight, double corner) {
    return (x, y) -> {
      double ex = Math.abs(x - cx) - halfWidth + corner;
      double ey = Math.abs(y - cy) - halfHeight + corner;
      double outside = Math.hypot(Math.max(ex, 0), Math.max(ey, 0));
      return outside + Math.min(Math.max(ex, ey), 0) - corner;
    };
  }

  /** A stroke of a round pen. */
  static Shape stroke(double x0, double y0, double x1, double y1, double radius) {
    return (x, y) -> toSegment(x, y, x0, y0, x1, y1) - radius;
  }

  static double toSegment(double x, double y, double x0, double y0, double x1, double y1) {
    double ax = x1 - x0;
    double ay = y1 - y0;
    double length = Math.max(ax * ax + ay * ay, 1e-12);
    double t = Math.clamp(((x - x0) * ax + (y - y0) * ay) / length, 0.0, 1.0);
    return Math.hypot(x - x0 - t * ax, y - y0 - t * ay);
  }

  /** This region without the other. */
  default Shape minus(Shape other) {
    return (x, y) -> Math.max(distance(x, y), -other.distance(x, y));
  }

  default Shape and(Shape other) {
    return (x, y) -> Math.min(distance(x, y), other.distance(x, y));
  }

  /** This region with an edge that wanders by up to {@code depth}. */
  default Shape rough(long seed, double frequency, double depth) {
    return (x, y) -> distance(x, y) + depth * Noise.fractal(seed, x * frequency, y * frequency, 3);
  }
}
