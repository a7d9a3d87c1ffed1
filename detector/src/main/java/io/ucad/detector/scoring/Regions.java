package io.ucad.detector.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the 8-connected components of a map over a threshold. */
public final class Regions {
  private Regions() {}

  /** Regions in map coordinates, the highest peak first. */
  public static List<Region> over(AnomalyMap map, float threshold) {
    int width = map.width();
    int height = map.height();
    float[] values = map.values();
    boolean[] seen = new boolean[values.length];
    int[] stack = new int[values.length];
    List<Region> regions = new ArrayList<>();
    for (int start = 0; start < values.length; start++) {
      if (seen[start] || !(values[start] > threshold)) {
        continue;
      }
      int depth = 0;
      stack[depth++] = start;
      seen[start] = true;
      int left = width;
      int right = -1;
      int top = height;
      int bottom = -1;
      int area = 0;
      float peak = values[start];
      while (depth > 0) {
        int at = stack[--depth];
        int x = at % width;
        int y = at / width;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
        peak = Math.max(peak, values[at]);
        area++;
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
          for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
            int next = ny * width + nx;
            if (!seen[next] && values[next] > threshold) {
              seen[next] = true;
              stack[depth++] = next;
            }
          }
        }
      }
      regions.add(new Region(left, top, right - left + 1, bottom - top + 1, area, peak));
    }
    regions.sort(Comparator.comparingDouble(Region::peak).reversed());
    return List.copyOf(regions);
  }
}
