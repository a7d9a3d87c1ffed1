package io.ucad.trainer.sample;

import java.util.Arrays;

/**
 * What lies in front of the camera, per pixel and before light falls on it: colour, height, gloss.
 * Arrays are row-major, {@code size * size}.
 */
final class Surface {
  final int size;
  final Pose pose;
  final Shape body;
  final float[] red;
  final float[] green;
  final float[] blue;

  /** Height above the table in part units. */
  final float[] height;

  /** Share of mirrored light, 0 (chalk) to 1 (chrome). */
  final float[] gloss;

  /** Sharpness of the mirror image, 0 (satin) to 1 (polished). */
  final float[] polish;

  /** Share of the light that arrives: 1 in the open, less in a shadow or a bore. */
  final float[] lit;

  /** Signed distance to the edge of the body in part units, positive inside. */
  final float[] depth;

  Surface(int size, Pose pose, Shape body) {
    this.size = size;
    this.pose = pose;
    this.body = body;
    int n = size * size;
    red = new float[n];
    green = new float[n];
    blue = new float[n];
    height = new float[n];
    gloss = new float[n];
    polish = new float[n];
    lit = new float[n];
    depth = new float[n];
    Arrays.fill(lit, 1f);
    each(pose, (i, x, y) -> depth[i] = (float) -body.distance(x, y));
  }

  /** Visits a pixel: its index and where it lies in the coordinates of the frame. */
  @FunctionalInterface
  interface Touch {
    void at(int index, double x, double y);
  }

  void each(Pose frame, Touch touch) {
    rows(frame, 0, size - 1, 0, size - 1, touch);
  }

  /** Visits the pixels near a disc in the coordinates of the frame. */
  void near(Pose frame, double cx, double cy, double radius, Touch touch) {
    double u = frame.u(cx, cy);
    double v = frame.v(cx, cy);
    double reach = radius / frame.unit();
    rows(
        frame,
        pixel(u - reach) - 1,
        pixel(u + reach) + 1,
        pixel(v - reach) - 1,
        pixel(v + reach) + 1,
        touch);
  }

  private void rows(Pose frame, int left, int right, int top, int bottom, Touch touch) {
    double step = 2.0 / size;
    for (int row = Math.max(top, 0); row <= Math.min(bottom, size - 1); row++) {
      double v = (row + 0.5) * step - 1;
      for (int column = Math.max(left, 0); column <= Math.min(right, size - 1); column++) {
        double u = (column + 0.5) * step - 1;
        touch.at(row * size + column, frame.x(u, v), frame.y(u, v));
      }
    }
  }

  private int pixel(double u) {
    return (int) Math.floor(Math.clamp((u + 1) / 2, -1.0, 2.0) * size);
  }

  /** Width of a pixel in units of the frame. */
  double pixelWidth(Pose frame) {
    return 2.0 / size * frame.unit();
  }

  /** How much of a pixel a shape covers, from its signed distance: an antialiased edge. */
  double cover(Pose frame, double distance) {
    return Math.clamp(0.5 - distance / pixelWidth(frame), 0.0, 1.0);
  }

  /** How much of a pixel the body covers. */
  double onBody(int i) {
    return Math.clamp(0.5 + depth[i] / pixelWidth(pose), 0.0, 1.0);
  }

  void paint(int i, double cover, Colour colour) {
    red[i] += (float) (cover * (colour.red() - red[i]));
    green[i] += (float) (cover * (colour.green() - green[i]));
    blue[i] += (float) (cover * (colour.blue() - blue[i]));
  }

  void finish(int i, double cover, double newGloss, double newPolish) {
    gloss[i] += (float) (cover * (newGloss - gloss[i]));
    polish[i] += (float) (cover * (newPolish - polish[i]));
  }

  void raiseTo(int i, double cover, double level) {
    height[i] += (float) (cover * (level - height[i]));
  }

  void tint(int i, double factor) {
    red[i] *= (float) factor;
    green[i] *= (float) factor;
    blue[i] *= (float) factor;
  }

  void dim(int i, double share) {
    lit[i] *= (float) (1 - share);
  }
}
