package io.ucad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The 8-connected regions of a mask: pixels touching by an edge or a corner belong together. Two
 * passes over the pixels with union-find, linear in their number.
 */
public final class ConnectedComponents {
  private final int width;
  private final int[] labels;
  private final List<Region> regions;

  private ConnectedComponents(int width, int[] labels, List<Region> regions) {
    this.width = width;
    this.labels = labels;
    this.regions = regions;
  }

  /**
   * Labels the regions of a mask.
   *
   * @param mask {@code [height, width]} row by row
   * @throws MetricInputException when the mask has not {@code width * height} pixels
   */
  public static ConnectedComponents of(boolean[] mask, int width, int height) {
    requireSize("mask", mask.length, width, height);
    int[] labels = new int[mask.length];
    int[] parent = joinRuns(mask, width, height, labels);
    return new ConnectedComponents(width, labels, number(labels, parent, width));
  }

  static void requireSize(String what, int found, int width, int height) {
    if (width <= 0 || height <= 0 || (long) width * height != found) {
      throw new MetricInputException(
          "Expected a " + what + " of " + width + " x " + height + " pixels, found " + found);
    }
  }

  /** First pass: provisional labels, and which of them turned out to touch. */
  private static int[] joinRuns(boolean[] mask, int width, int height, int[] labels) {
    // Two pixels that both open a label never touch, hence at most one in every 2 x 2 block.
    int[] parent = new int[((width + 1) / 2) * ((height + 1) / 2) + 1];
    int used = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (!mask[i]) {
          continue;
        }
        int label = x > 0 ? labels[i - 1] : 0;
        if (y > 0) {
          int above = i - width;
          label = join(parent, label, x > 0 ? labels[above - 1] : 0);
          label = join(parent, label, labels[above]);
          label = join(parent, label, x + 1 < width ? labels[above + 1] : 0);
        }
        if (label == 0) {
          label = ++used;
          parent[label] = label;
        }
        labels[i] = label;
      }
    }
    return Arrays.copyOf(parent, used + 1);
  }

  private static int join(int[] parent, int a, int b) {
    if (a == 0 || b == 0) {
      return a + b;
    }
    int low = Math.min(root(parent, a), root(parent, b));
    parent[root(parent, a)] = low;
    parent[root(parent, b)] = low;
    return low;
  }

  private static int root(int[] parent, int label) {
    int at = label;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Second pass: final labels 1, 2, ... in raster order, with areas and boxes. */
  private static List<Region> number(int[] labels, int[] parent, int width) {
    int[] finalLabel = new int[parent.length];
    int count = 0;
    for (int label = 1; label < parent.length; label++) {
      int root = root(parent, label);
      finalLabel[label] = root == label ? ++count : finalLabel[root];
    }
    int[] area = new int[count + 1];
    int[] left = new int[count + 1];
    int[] right = new int[count + 1];
    int[] top = new int[count + 1];
    int[] bottom = new int[count + 1];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        continue;
      }
      int label = finalLabel[labels[i]];
      labels[i] = label;
      int x = i % width;
      int y = i / width;
      boolean first = area[label]++ == 0;
      left[label] = first ? x : Math.min(left[label], x);
      right[label] = first ? x : Math.max(right[label], x);
      top[label] = first ? y : top[label];
      bottom[label] = y;
    }
    List<Region> regions = new ArrayList<>(count);
    for (int k = 1; k <= count; k++) {
      regions.add(
          new Region(k, area[k], left[k], top[k], right[k] - left[k] + 1, bottom[k] - top[k] + 1));
    }
    return List.copyOf(regions);
  }

  /** The regions; the one with label k is at index k - 1. */
  public List<Region> regions() {
    return regions;
  }

  /** The label of a pixel, 0 where the mask is clear. */
  public int labelAt(int x, int y) {
    return labels[y * width + x];
  }

  /** The labels {@code [height, width]} row by row, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** Without the copy, by pixel index. */
  int labelAt(int index) {
    return labels[index];
  }
}
