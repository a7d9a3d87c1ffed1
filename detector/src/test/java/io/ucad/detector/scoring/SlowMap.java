package io.ucad.detector.scoring;

/** The anomaly map step by step: resize the grid, then blur rows, then blur columns. */
final class SlowMap {
  private SlowMap() {}

  static double[][] paint(double[][] grid, int height, int width, double sigma) {
    double[][] map = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        map[y][x] =
            bilinear(
                grid,
                (y + 0.5) / height * grid.length - 0.5,
                (x + 0.5) / width * grid[0].length - 0.5);
      }
    }
    return sigma == 0 ? map : transposed(blurred(transposed(blurred(map, sigma)), sigma));
  }

  /** Half-pixel centres (align_corners = false); beyond the outer centres the edge cell goes on. */
  private static double bilinear(double[][] grid, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double down = y - top;
    double right = x - left;
    return (1 - down) * (1 - right) * at(grid, top, left)
        + (1 - down) * right * at(grid, top, left + 1)
        + down * (1 - right) * at(grid, top + 1, left)
        + down * right * at(grid, top + 1, left + 1);
  }

  private static double at(double[][] grid, int y, int x) {
    int row = Math.max(0, Math.min(grid.length - 1, y));
    return grid[row][Math.max(0, Math.min(grid[0].length - 1, x))];
  }

  /** Blurs every row; the kernel ends at four sigma, borders are mirrored: d c b a | a b c d. */
  private static double[][] blurred(double[][] map, double sigma) {
    int radius = (int) (4 * sigma + 0.5);
    double[][] out = new double[map.length][map[0].length];
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < out[y].length; x++) {
        double sum = 0;
        double weights = 0;
        for (int t = -radius; t <= radius; t++) {
          double weight = Math.exp(-t * t / (2 * sigma * sigma));
          sum += weight * map[y][mirrored(x + t, map[y].length)];
          weights += weight;
        }
        out[y][x] = sum / weights;
      }
    }
    return out;
  }

  private static int mirrored(int index, int size) {
    int i = index;
    while (i < 0 || i >= size) {
      i = i < 0 ? -1 - i : 2 * size - 1 - i;
    }
    return i;
  }

  private static double[][] transposed(double[][] map) {
    double[][] out = new double[map[0].length][map.length];
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < map[0].length; x++) {
        out[x][y] = map[y][x];
      }
    }
    return out;
  }
}
