package io.ucad.trainer.sample;

/**
 * A similarity that takes image coordinates (both axes from -1 to 1, y downwards) to those of a
 * part: {@code x = cos*u - sin*v + dx, y = sin*u + cos*v + dy}, with the scale inside {@code cos,
 * sin}.
 */
record Pose(double cos, double sin, double dx, double dy) {
  static final Pose IDENTITY = new Pose(1, 0, 0, 0);

  /**
   * The part lies at (u, v) in the image, turned by {@code angle} and {@code scale} times its size.
   */
  static Pose at(double u, double v, double angle, double scale) {
    double cos = Math.cos(angle) / scale;
    double sin = -Math.sin(angle) / scale;
    return new Pose(cos, sin, -(cos * u - sin * v), -(sin * u + cos * v));
  }

  double x(double u, double v) {
    return cos * u - sin * v + dx;
  }

  double y(double u, double v) {
    return sin * u + cos * v + dy;
  }

  /** Image coordinates of a place on the part. */
  double u(double x, double y) {
    return (cos * (x - dx) + sin * (y - dy)) / (cos * cos + sin * sin);
  }

  /** Image coordinates of a place on the part. */
  double v(double x, double y) {
    return (-sin * (x - dx) + cos * (y - dy)) / (cos * cos + sin * sin);
  }

  /** Length in part units of one unit of the image. */
  double unit() {
    return Math.hypot(cos, sin);
  }

  /** How far the part is turned in the image. */
  double angle() {
    return -Math.atan2(sin, cos);
  }

  /** This pose for a sub-part that {@code inner} places on the part. */
  Pose then(Pose inner) {
    return new Pose(
        inner.cos * cos - inner.sin * sin,
        inner.sin * cos + inner.cos * sin,
        inner.x(dx, dy),
        inner.y(dx, dy));
  }
}
