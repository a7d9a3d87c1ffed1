package io.ucad.trainer.sample;

/** A wandering stroke that tapers off at both ends. */
final class Trail implements Shape {
  private final double[] x;
  private final double[] y;
  private final double width;

  private Trail(double[] x, double[] y, double width) {
    this.x = x;
    this.y = y;
    this.width = width;
  }

  /**
   * A stroke that starts at a place and wanders from there.
   *
   * @param bend how much the heading changes over the whole length, radians
   * @param jitter how much it changes at every step, radians
   */
  static Trail from(
      Site start, RandomStream random, double length, double width, double bend, double jitter) {
    int steps = Math.max(6, (int) Math.round(length / 0.03));
    double[] x = new double[steps + 1];
    double[] y = new double[steps + 1];
    double heading = random.angle();
    double turn = random.around(0, bend) / steps;
    x[0] = start.x();
    y[0] = start.y();
    for (int k = 1; k <= steps; k++) {
      heading += turn + random.around(0, jitter);
      x[k] = x[k - 1] + Math.cos(heading) * length / steps;
      y[k] = y[k - 1] + Math.sin(heading) * length / steps;
    }
    return new Trail(x, y, width);
  }

  /** A vertex between the ends, where a branch can start. */
  Site fork(RandomStream random) {
    int k = 1 + random.below(x.length - 2);
    return new Site(x[k], y[k]);
  }

  @Override
  public double distance(double px, double py) {
    double best = Double.MAX_VALUE;
    int last = x.length - 1;
    for (int k = 0; k < last; k++) {
      double middle = (k + 0.5) / last;
      double taper = Math.min(1, 6 * Math.min(middle, 1 - middle) + 0.25);
      best =
          Math.min(best, Shape.toSegment(px, py, x[k], y[k], x[k + 1], y[k + 1]) - taper * width);
    }
    return best;
  }

  Site centre() {
    int middle = x.length / 2;
    return new Site(x[middle], y[middle]);
  }

  /** Radius about the centre of a disc that holds the stroke and {@code margin} around it. */
  double reach(double margin) {
    Site centre = centre();
    double reach = 0;
    for (int k = 0; k < x.length; k++) {
      reach = Math.max(reach, Math.hypot(x[k] - centre.x(), y[k] - centre.y()));
    }
    return reach + width + margin;
  }
}
