package io.ucad.trainer.sample;

/**
 * Growth rings cut lengthwise: along x the wood hardly changes, across it rings and pores
 * alternate.
 *
 * @param early colour of the wood of spring
 * @param late colour of the wood of summer
 * @param pith y of the heart of the tree, off the board
 * @param rings per unit
 * @param knot where a branch grew; far away for none
 * @param knotSize its radius
 */
record Grain(
    Colour early, Colour late, long seed, double pith, double rings, Site knot, double knotSize)
    implements Element {
  private static final Colour PORE = Colour.hex(0x4a2f1a);
  private static final Colour HEART = Colour.hex(0x5f3a1e);

  @Override
  public void paint(Surface surface, Pose frame) {
    surface.each(frame, (i, x, y) -> pixel(surface, i, x, y));
  }

  private void pixel(Surface surface, int i, double x, double y) {
    double kx = (x - knot.x()) * 0.6;
    double ky = y - knot.y();
    double toKnot = Math.hypot(kx, ky) / knotSize;
    // Rings part around a knot as water does around a stone.
    double aside = 0.9 * knotSize * Math.signum(ky) * Math.exp(-0.35 * toKnot * toKnot);
    double arch = 0.25 * (x * 0.8) * (x * 0.8) / Math.abs(pith);
    double wave = 0.10 * Noise.fractal(seed, x * 0.8, y * 1.6, 3);
    double across = y - pith + Math.signum(pith) * arch + wave - aside;
    double ring = across * rings + 0.25 * Noise.smooth(seed + 4, x * 0.5, across * 4);
    double phase = ring - Math.floor(ring);
    double width = 0.7 + 0.5 * Noise.cell(seed + 5, (long) Math.floor(ring), 0);
    double summer = Math.pow(phase, 2.5) * Noise.step(1, 0.9, phase) * width;
    double fibre = Noise.fractal(seed + 6, x * 3, across * 75, 2);
    double board = Noise.fractal(seed + 8, x * 1.2, y * 1.2, 2);
    double tone = 1 + 0.13 * fibre + 0.10 * board;
    Colour wood = early.mixed(late, Math.clamp(summer, 0.0, 1.0)).scaled(tone);
    double pores = Noise.smooth(seed + 11, x * 6.5, across * 120);
    double pore = Noise.step(0.5, 0.95, pores) * (1 - 0.6 * phase);
    double heart = Noise.step(1.15, 0.7, toKnot);
    wood = wood.mixed(HEART.scaled(1 + 0.3 * Noise.smooth(seed + 12, toKnot * 6, 0)), 0.75 * heart);
    surface.paint(i, 1, wood.mixed(PORE, 0.6 * pore));
    surface.finish(i, 1, 0.10 + 0.05 * board, 0.12);
    surface.height[i] = (float) (0.0015 * fibre - 0.003 * pore);
  }
}
