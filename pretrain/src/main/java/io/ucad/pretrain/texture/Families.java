package io.ucad.pretrain.texture;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Every formula that there is. */
final class Families {
  private static final List<Function<SplittableRandom, Texture>> ALL =
      List.of(
          Fractal::random,
          Waves::random,
          Grating::random,
          Cells::random,
          Dots::random,
          Woven::random,
          Bricks::random,
          Rings::random,
          Grained::random,
          Strokes::random,
          Contours::random,
          Attractor::random,
          Traces::random,
          Print::random,
          Fractal::random,
          Grained::random);

  private Families() {}

  /** The texture of a class; classes take the formulas in turn. */
  static Texture of(int index, SplittableRandom random) {
    return Finished.random(ALL.get(index % ALL.size()).apply(random), random);
  }
}
