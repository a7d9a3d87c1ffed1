package io.ucad.trainer.sample;

/**
 * A 2/2 twill: each weft thread goes over two warps and under two, one further on every row.
 *
 * @param threads warp or weft threads per unit
 * @param seed of the yarn of this piece
 * @param warp colour of the yarn along y
 * @param weft colour of the yarn along x
 * @param stripe colour of every twelfth pair of warps
 */
record Weave(double threads, long seed, Colour warp, Colour weft, Colour stripe, WeaveFault fault)
    implements Element {
  private static final Colour GAP = Colour.hex(0x14161c);

  Weave with(WeaveFault newFault) {
    return new Weave(threads, seed, warp, weft, stripe, newFault);
  }

  int weftAt(double y) {
    return (int) Math.floor(y * threads);
  }

  @Override
  public void paint(Surface surface, Pose frame) {
    surface.each(frame, (i, x, y) -> pixel(surface, i, x, y));
  }

  private void pixel(Surface surface, int i, double x, double y) {
    // Cloth is never quite square: threads wander by a good part of their width.
    double wx = x * threads + 0.4 * Noise.fractal(seed, x * 2.2, y * 2.2, 2);
    double wy = y * threads + 0.4 * Noise.fractal(seed + 7, x * 2.2, y * 2.2, 2);
    long column = (long) Math.floor(wx);
    long row = (long) Math.floor(wy);
    double acrossWarp = wx - column - 0.5;
    double acrossWeft = wy - row - 0.5;
    boolean atFault = fault.holds((int) row, x);
    boolean weftOnTop = Math.floorMod(column + row, 4) < 2;
    if (atFault) {
      weftOnTop = fault.doubled();
    }

    double across = weftOnTop ? acrossWeft : acrossWarp;
    double along = weftOnTop ? acrossWarp : acrossWeft;
    double fullness = atFault && !fault.doubled() ? 0.75 : 1;
    double round = Math.sqrt(Math.max(0, 1 - 4.2 * across * across / (fullness * fullness)));
    boolean striped = Math.floorMod(column, 12) < 2;
    Colour yarn = weftOnTop ? weft : striped ? stripe : warp;
    double thread = Noise.cell(seed + 3, weftOnTop ? row : column, weftOnTop ? 1 : 2);
    double slub =
        weftOnTop
            ? Noise.smooth(seed + row, wx * 0.3, 0)
            : Noise.smooth(seed - column, 0, wy * 0.3);
    double strands = Noise.smooth(seed + 5, wx * 4 + along * 2, wy * 4 + across * 3);
    double tone =
        (0.62 + 0.38 * round) * (0.9 + 0.2 * thread) * (1 + 0.10 * slub) * (1 + 0.12 * strands);
    surface.paint(i, 1, GAP.mixed(yarn.scaled(tone), Noise.step(0, 0.35, round)));
    double crimp = 0.5 + 0.5 * Math.cos(along * Math.PI);
    surface.height[i] = (float) ((0.55 * round + 0.35 * crimp) * 0.35 / threads);
  }
}
