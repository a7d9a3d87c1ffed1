package io.ucad.trainer.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * A bolt along x: head on the left, thread on the right.
 *
 * @param phase where the thread starts, radians
 * @param facet how far the hexagon is turned about the bolt's axis, radians
 * @param stripped where crests of the thread are gone
 */
record BoltForm(double phase, double facet, List<Stripped> stripped) {
  private static final double HEAD_LEFT = -0.84;
  private static final double HEAD_RIGHT = -0.56;
  private static final double THREAD_LEFT = -0.12;
  private static final double TIP = 0.84;
  private static final double SHANK = 0.165;
  private static final double PITCH = 0.074;
  private static final double HEAD = 0.33;

  /**
   * Crests of the thread that are worn down.
   *
   * @param from place along the axis
   * @param to place along the axis
   * @param side of the bolt that is hurt: its centre across the axis
   * @param share of the crest that is gone, 0..1
   */
  record Stripped(double from, double to, double side, double share) {}

  BoltForm with(Stripped damage) {
    return new BoltForm(phase, facet, Stream.concat(stripped.stream(), Stream.of(damage)).toList());
  }

  static double threadFrom() {
    return THREAD_LEFT;
  }

  static double threadTo() {
    return TIP - 0.08;
  }

  Shape outline() {
    return (x, y) -> {
      double across = Math.abs(y) - radius(x, y);
      double ends = Math.max(HEAD_LEFT - x, x - TIP);
      return Math.max(across, ends);
    };
  }

  boolean inHead(double x) {
    return x < HEAD_RIGHT;
  }

  /** Height of the upper side above the axis. */
  double height(double x, double y) {
    if (inHead(x)) {
      return facetHeight(y);
    }
    double radius = radius(x, y);
    return Math.sqrt(Math.max(0.0004, radius * radius - y * y));
  }

  /**
   * Outer radius at a place along the axis; the thread winds, so it depends on the side as well.
   */
  private double radius(double x, double y) {
    if (inHead(x)) {
      double chamfer = Math.max(0, 0.05 - (x - HEAD_LEFT));
      return HEAD - chamfer * 0.8;
    }
    double neck = Math.max(0, 0.02 - (x - HEAD_RIGHT)) * 0.6;
    double point = Math.max(0, 0.07 - (TIP - x)) * 0.9;
    return SHANK + neck - point - groove(x, y);
  }

  private double groove(double x, double y) {
    double inThread = Noise.step(THREAD_LEFT - 0.02, THREAD_LEFT + 0.03, x);
    // Half a turn of the helix lies between the two edges that one sees.
    double wind = Math.asin(Math.clamp(y / SHANK, -1.0, 1.0)) / (2 * Math.PI);
    double turn = x / PITCH + wind + phase / (2 * Math.PI);
    double saw = Math.abs(2 * (turn - Math.floor(turn)) - 1);
    double cut = 0.034 * saw;
    for (Stripped damage : stripped) {
      double along = Noise.step(0, 0.02, Math.min(x - damage.from(), damage.to() - x));
      double near = Noise.step(0.30, 0.16, Math.abs(y - damage.side()));
      // Where the crest is gone, what is left is nearly as low as the root.
      cut = Noise.mixed(cut, 0.026 + 0.008 * saw, along * near * damage.share());
    }
    return inThread * cut;
  }

  private double facetHeight(double y) {
    double best = -1;
    for (int k = 0; k < 6; k++) {
      double angle = facet + k * Math.PI / 3;
      double up = Math.cos(angle);
      if (up > 0.05) {
        double plane = (0.29 - y * Math.sin(angle)) / up;
        best = best < 0 ? plane : Math.min(best, plane);
      }
    }
    return Math.clamp(best, 0.02, 0.34);
  }
}
