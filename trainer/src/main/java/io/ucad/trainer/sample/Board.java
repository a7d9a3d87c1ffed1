package io.ucad.trainer.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bare board: copper under solder mask, tinned pads and vias. */
record Board(Colour mask, long seed) implements Element {
  private static final Colour TIN = Colour.hex(0xc9c6b8);
  private static final Colour DRILL = Colour.hex(0x10140f);
  private static final double TRACE = 0.011;

  /** Runs as one draws them: straight, a bend of 45 degrees, straight. {x0, y0, x1, y1}. */
  private static final double[][] RUNS = {
    {-0.62, -0.12, -0.10, 0.10}, {-0.62, 0.02, -0.14, 0.18}, {-0.62, 0.16, -0.18, 0.26},
    {-0.70, 0.60, -0.90, 0.30}, {-0.18, 0.30, 0.10, 0.00}, {-0.02, 0.30, 0.18, 0.00},
    {0.14, 0.30, 0.26, 0.00}, {0.56, -0.40, 0.92, -0.72}, {0.56, -0.34, 0.92, -0.60},
    {0.56, -0.28, 0.92, -0.48}, {0.02, -0.40, -0.20, -0.52}, {0.02, -0.34, -0.20, -0.46},
    {0.02, -0.28, -0.20, -0.40}, {-0.58, -0.30, -0.92, -0.48}, {-0.58, -0.38, -0.92, -0.60},
    {0.26, 0.66, 0.44, 0.50}, {0.06, 0.66, -0.14, 0.70}, {0.06, 0.80, -0.14, 0.84},
    {0.34, -0.60, 0.60, -0.90}, {0.26, -0.60, 0.42, -0.92}, {0.62, -0.06, 0.40, 0.02},
    {0.80, -0.06, 0.94, 0.20}, {0.62, 0.74, 0.40, 0.94}, {-0.30, -0.64, -0.10, -0.92}
  };

  private static final double[][] VIAS = {
    {-0.10, 0.10}, {-0.14, 0.18}, {-0.18, 0.26}, {-0.90, 0.30}, {0.92, -0.72}, {0.92, -0.60},
    {0.92, -0.48}, {-0.92, -0.48}, {-0.92, -0.60}, {0.60, -0.90}, {0.42, -0.92}, {0.94, 0.20},
    {0.40, 0.94}, {-0.10, -0.92}, {0.40, 0.02}, {0.86, 0.84}, {-0.88, 0.88}
  };
  private static final double[][] PADS = {
    {-0.79, -0.12}, {-0.65, -0.12}, {-0.79, 0.02}, {-0.65, 0.02}, {-0.79, 0.16}, {-0.65, 0.16},
    {0.09, 0.66}, {0.23, 0.66}, {0.09, 0.80}, {0.23, 0.80}, {-0.18, 0.33}, {-0.18, 0.47},
    {-0.02, 0.33}, {-0.02, 0.47}, {0.14, 0.33}, {0.14, 0.47}, {0.63, -0.06}, {0.77, -0.06},
    {-0.43, -0.78}, {-0.29, -0.78}, {0.62, 0.42}, {0.62, 0.58}
  };
  private static final List<double[]> STROKES = strokes();

  @Override
  public void paint(Surface surface, Pose frame) {
    float[] copper = copper(surface, frame);
    surface.each(
        frame,
        (i, x, y) -> {
          double weave = Noise.smooth(seed, x * 90, y * 90);
          double cloud = Noise.fractal(seed + 1, x * 1.7, y * 1.7, 3);
          double raised = Noise.step(0.008, -0.008, copper[i] - TRACE);
          surface.paint(i, 1, mask.scaled((1 + 0.06 * weave + 0.10 * cloud) * (1 + 0.55 * raised)));
          surface.finish(i, 1, 0.22, 0.4);
          surface.height[i] = (float) (0.004 * raised + 0.0006 * weave);
        });
    for (double[] pad : PADS) {
      tin(surface, frame, pad, Shape.box(pad[0], pad[1], 0.04, 0.045, 0.008));
    }
    for (double[] via : VIAS) {
      tin(surface, frame, via, Shape.circle(via[0], via[1], 0.027));
      Shape drill = Shape.circle(via[0], via[1], 0.012);
      surface.near(
          frame,
          via[0],
          via[1],
          0.03,
          (i, x, y) -> surface.paint(i, surface.cover(frame, drill.distance(x, y)), DRILL));
    }
  }

  private static void tin(Surface surface, Pose frame, double[] at, Shape shape) {
    surface.near(
        frame,
        at[0],
        at[1],
        0.07,
        (i, x, y) -> {
          double cover = surface.cover(frame, shape.distance(x, y));
          surface.paint(i, cover, TIN);
          surface.finish(i, cover, 0.5, 0.4);
        });
  }

  /** Distance to the middle of the nearest run; far from all of them just a large number. */
  private static float[] copper(Surface surface, Pose frame) {
    float[] nearest = new float[surface.size * surface.size];
    Arrays.fill(nearest, 1);
    for (double[] s : STROKES) {
      double reach = Math.hypot(s[2] - s[0], s[3] - s[1]) / 2 + 2 * TRACE;
      surface.near(
          frame,
          (s[0] + s[2]) / 2,
          (s[1] + s[3]) / 2,
          reach,
          (i, x, y) -> {
            double distance = Shape.toSegment(x, y, s[0], s[1], s[2], s[3]);
            nearest[i] = Math.min(nearest[i], (float) distance);
          });
    }
    return nearest;
  }

  private static List<double[]> strokes() {
    List<double[]> strokes = new ArrayList<>();
    for (double[] run : RUNS) {
      double dx = run[2] - run[0];
      double dy = run[3] - run[1];
      double diagonal = Math.min(Math.abs(dx), Math.abs(dy));
      double bendX = run[2] - Math.signum(dx) * diagonal;
      double bendY = run[3] - Math.signum(dy) * diagonal;
      strokes.add(new double[] {run[0], run[1], bendX, bendY});
      strokes.add(new double[] {bendX, bendY, run[2], run[3]});
    }
    return List.copyOf(strokes);
  }
}
