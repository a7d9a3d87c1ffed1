package io.ucad.admin.inspect;

import io.ucad.detector.scoring.AnomalyMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines at which a map crosses a level, by marching squares with linear interpolation. Outside
 * of the map everything is below the level, so that all lines are closed.
 */
public final class Contours {
  /**
   * The sides of a square that a line joins, by which of its corners are above: corner bits are 1
   * upper left, 2 upper right, 4 lower right, 8 lower left; sides are 0 top, 1 right, 2 bottom, 3
   * left. Two corners above that face each other are not joined.
   */
  private static final int[][] SIDES = {
    {}, {3, 0}, {0, 1}, {3, 1}, {1, 2}, {3, 0, 1, 2}, {0, 2}, {3, 2},
    {2, 3}, {2, 0}, {0, 1, 2, 3}, {2, 1}, {1, 3}, {1, 0}, {0, 3}, {}
  };

  private final AnomalyMap map;
  private final float level;

  private Contours(AnomalyMap map, float level) {
    this.map = map;
    this.level = level;
  }

  /**
   * Closed lines in map coordinates, in which pixel i covers i to i + 1.
   *
   * @return for each line its points x, y, x, y ...; the last joins the first
   */
  public static List<double[]> of(AnomalyMap map, float level) {
    return new Contours(map, level).trace();
  }

  private List<double[]> trace() {
    // Every crossing of a side belongs to two squares, so that it has two neighbours.
    Map<Long, long[]> neighbours = new HashMap<>();
    for (int y = -1; y < map.height(); y++) {
      for (int x = -1; x < map.width(); x++) {
        int[] sides = SIDES[corners(x, y)];
        for (int i = 0; i < sides.length; i += 2) {
          long from = side(x, y, sides[i]);
          long to = side(x, y, sides[i + 1]);
          join(neighbours, from, to);
          join(neighbours, to, from);
        }
      }
    }
    List<double[]> lines = new ArrayList<>();
    while (!neighbours.isEmpty()) {
      lines.add(line(neighbours));
    }
    return lines;
  }

  private static void join(Map<Long, long[]> neighbours, long from, long to) {
    long[] known = neighbours.computeIfAbsent(from, k -> new long[] {-1, -1});
    known[known[0] < 0 ? 0 : 1] = to;
  }

  /** Walks along one line and takes it away. */
  private double[] line(Map<Long, long[]> neighbours) {
    List<Double> points = new ArrayList<>();
    long at = neighbours.keySet().iterator().next();
    while (true) {
      long[] next = neighbours.remove(at);
      if (next == null) {
        return points.stream().mapToDouble(Double::doubleValue).toArray();
      }
      add(points, at);
      at = neighbours.containsKey(next[0]) ? next[0] : next[1];
    }
  }

  private int corners(int x, int y) {
    return (above(x, y) ? 1 : 0)
        | (above(x + 1, y) ? 2 : 0)
        | (above(x + 1, y + 1) ? 4 : 0)
        | (above(x, y + 1) ? 8 : 0);
  }

  private boolean above(int x, int y) {
    return inside(x, y) && value(x, y) > level;
  }

  private boolean inside(int x, int y) {
    return x >= 0 && y >= 0 && x < map.width() && y < map.height();
  }

  private float value(int x, int y) {
    return map.values()[y * map.width() + x];
  }

  /** A number for a side of the square at x, y, the same for both squares that share it. */
  private long side(int x, int y, int side) {
    return switch (side) {
      case 0 -> number(x, y, 0);
      case 1 -> number(x + 1, y, 1);
      case 2 -> number(x, y + 1, 0);
      default -> number(x, y, 1);
    };
  }

  /** Of the side that begins at a point and goes right (0) or down (1). */
  private long number(int x, int y, int way) {
    return 2 * ((long) (y + 1) * (map.width() + 2) + (x + 1)) + way;
  }

  private void add(List<Double> points, long number) {
    int way = (int) (number % 2);
    int x = (int) (number / 2 % (map.width() + 2)) - 1;
    int y = (int) (number / 2 / (map.width() + 2)) - 1;
    double share = crossing(x, y, way == 0 ? x + 1 : x, way == 0 ? y : y + 1);
    points.add(x + 0.5 + (way == 0 ? share : 0));
    points.add(y + 0.5 + (way == 0 ? 0 : share));
  }

  /** How far from the first point the level is crossed; the border is half a pixel off. */
  private double crossing(int x, int y, int otherX, int otherY) {
    if (!inside(x, y) || !inside(otherX, otherY)) {
      return 0.5;
    }
    double from = value(x, y);
    double to = value(otherX, otherY);
    return (level - from) / (to - from);
  }
}
