package io.ucad.trainer.defect;

import java.util.random.RandomGenerator;

/** Where a synthetic defect lies: a soft-edged mask inside a box. */
interface DefectShape {
  /** Coverage from 0 to 1 at a place relative to the centre of the box, pixels. */
  float coverage(double dx, double dy);

  /** Half of the box's width, pixels. */
  int halfWidth();

  /** Half of the box's height, pixels. */
  int halfHeight();

  /** Draws one of a rectangle, a thin scratch or a smooth blob, sizes relative to 224 pixels. */
  static DefectShape random(RandomGenerator random, double scale) {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Rectangle(uniform(random, 6, 48) * scale / 2, uniform(random, 6, 48) * scale / 2);
      case 1 ->
          new Scratch(
              uniform(random, 24, 90) * scale / 2,
              uniform(random, 2, 6) * scale / 2,
              uniform(random, 0, Math.PI));
      default -> Blob.random(random, uniform(random, 6, 48) * scale / 2);
    };
  }

  private static double uniform(RandomGenerator random, double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  /** An upright rectangle. */
  record Rectangle(double halfX, double halfY) implements DefectShape {
    @Override
    public float coverage(double dx, double dy) {
      return Math.abs(dx) <= halfX && Math.abs(dy) <= halfY ? 1 : 0;
    }

    @Override
    public int halfWidth() {
      return (int) Math.ceil(halfX);
    }

    @Override
    public int halfHeight() {
      return (int) Math.ceil(halfY);
    }
  }

  /** A thin straight line at an angle. */
  record Scratch(double halfLength, double halfThickness, double angle) implements DefectShape {
    @Override
    public float coverage(double dx, double dy) {
      double along = dx * Math.cos(angle) + dy * Math.sin(angle);
      double off = -dx * Math.sin(angle) + dy * Math.cos(angle);
      return Math.abs(along) <= halfLength && Math.abs(off) <= halfThickness ? 1 : 0;
    }

    @Override
    public int halfWidth() {
      return (int) Math.ceil(halfLength + halfThickness);
    }

    @Override
    public int halfHeight() {
      return halfWidth();
    }
  }

  /**
   * A smooth closed curve around the centre: a circle whose radius carries a few harmonics.
   *
   * @param cosine amplitudes of the harmonics from the second on, relative to the radius
   * @param sine likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Blob(double radius, double[] cosine, double[] sine) implements DefectShape {
    private static final int HARMONICS = 4;
    private static final double AMPLITUDE = 0.35;
    private static final double MAX_RADIUS = 1 + AMPLITUDE * 2;

    static Blob random(RandomGenerator random, double radius) {
      double[] cosine = new double[HARMONICS];
      double[] sine = new double[HARMONICS];
      for (int h = 0; h < HARMONICS; h++) {
        double amplitude = AMPLITUDE / (h + 1);
        cosine[h] = (random.nextDouble() * 2 - 1) * amplitude;
        sine[h] = (random.nextDouble() * 2 - 1) * amplitude;
      }
      return new Blob(radius, cosine, sine);
    }

    @Override
    public float coverage(double dx, double dy) {
      double angle = Math.atan2(dy, dx);
      double limit = 1;
      for (int h = 0; h < HARMONICS; h++) {
        limit += cosine[h] * Math.cos((h + 2) * angle) + sine[h] * Math.sin((h + 2) * angle);
      }
      double inside = limit * radius - Math.hypot(dx, dy);
      return (float) Math.max(0, Math.min(1, inside + 0.5));
    }

    @Override
    public int halfWidth() {
      return (int) Math.ceil(radius * MAX_RADIUS) + 1;
    }

    @Override
    public int halfHeight() {
      return halfWidth();
    }
  }
}
