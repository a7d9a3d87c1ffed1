package io.ucad.evaluation;

import java.util.Arrays;

/** Areas of all defective regions seen so far; ids are 1, 2, ... over all images. */
final class RegionAreas {
  private int[] areas = new int[64];
  private int count;

  int add(int area) {
    if (count == areas.length) {
      areas = Arrays.copyOf(areas, Math.multiplyExact(count, 2));
    }
    areas[count++] = area;
    return count;
  }

  int area(int id) {
    return areas[id - 1];
  }

  int count() {
    return count;
  }
}
