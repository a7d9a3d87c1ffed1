package io.ucad.detector.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Components of known shapes, and of random maps against a slow twin. */
class RegionsTest {

  @Test
  void findsShapesWithTheirBoxesHighestPeakFirst() {
    AnomalyMap map = map("11....", ".1...3", "....33", "......", "4.....");

    assertThat(Regions.over(map, 0.5f))
        .containsExactly(
            new Region(0, 4, 1, 1, 1, 4),
            new Region(4, 1, 2, 2, 3, 3),
            new Region(0, 0, 2, 2, 3, 1));
  }

  @Test
  void cornersTouch() {
    AnomalyMap map = map("1...1", ".1.1.", "..2..");

    assertThat(Regions.over(map, 0.5f)).containsExactly(new Region(0, 0, 5, 3, 5, 2));
  }

  @Test
  void rowsDoNotWrapAround() {
    AnomalyMap map = map("...1", "2...");

    assertThat(Regions.over(map, 0.5f)).hasSize(2);
  }

  @Test
  void theThresholdItselfIsNotOverIt() {
    AnomalyMap map = map("121");

    assertThat(Regions.over(map, 1)).containsExactly(new Region(1, 0, 1, 1, 1, 2));
    assertThat(Regions.over(map, 2)).isEmpty();
  }

  @Test
  void equalsASlowTwinOnRandomMaps() {
    var random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      int width = 1 + random.nextInt(12);
      int height = 1 + random.nextInt(12);
      float[] values = new float[width * height];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble();
      }
      AnomalyMap map = new AnomalyMap(width, height, values);

      assertThat(Regions.over(map, 0.6f)).isEqualTo(slow(map, 0.6f));
    }
  }

  /** Merges sets of touching pixels until none touch. */
  private static List<Region> slow(AnomalyMap map, float threshold) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < map.values().length; i++) {
      if (map.values()[i] > threshold) {
        groups.add(new HashSet<>(Set.of(i)));
      }
    }
    boolean merged = true;
    while (merged) {
      merged = false;
      for (int a = 0; a < groups.size() && !merged; a++) {
        for (int b = a + 1; b < groups.size() && !merged; b++) {
          if (touch(groups.get(a), groups.get(b), map.width())) {
            groups.get(a).addAll(groups.remove(b));
            merged = true;
          }
        }
      }
    }
    return groups.stream()
        .map(group -> box(group, map))
        .sorted(Comparator.comparingDouble(Region::peak).reversed())
        .toList();
  }

  private static boolean touch(Set<Integer> a, Set<Integer> b, int width) {
    return a.stream()
        .anyMatch(
            i ->
                b.stream()
                    .anyMatch(
                        j ->
                            Math.abs(i % width - j % width) <= 1
                                && Math.abs(i / width - j / width) <= 1));
  }

  private static Region box(Set<Integer> group, AnomalyMap map) {
    var x = group.stream().mapToInt(i -> i % map.width()).summaryStatistics();
    var y = group.stream().mapToInt(i -> i / map.width()).summaryStatistics();
    float peak = (float) group.stream().mapToDouble(i -> map.values()[i]).max().orElseThrow();
    return new Region(
        x.getMin(),
        y.getMin(),
        x.getMax() - x.getMin() + 1,
        y.getMax() - y.getMin() + 1,
        group.size(),
        peak);
  }

  @Test
  void aScaledBoxIsTheSmallestAroundIt() {
    Region region = new Region(10, 20, 30, 40, 600, 1);

    assertThat(region.scaled(224, 224, 448, 112)).isEqualTo(new Region(20, 10, 60, 20, 600, 1));
    assertThat(region.scaled(224, 224, 224, 224)).isEqualTo(region);
    assertThat(new Region(100, 100, 1, 1, 1, 1).scaled(224, 224, 10, 10))
        .isEqualTo(new Region(4, 4, 1, 1, 1, 1));
  }

  @Test
  void scaledBoxesStayInsideTheImage() {
    // With floating point 146 of these sizes put the right edge one pixel outside the image.
    for (int size = 1; size <= 5000; size++) {
      Region corner = new Region(223, 0, 1, 224, 224, 1).scaled(224, 224, size, size);

      assertThat(corner.x() + corner.width()).isEqualTo(size);
      assertThat(corner.y() + corner.height()).isEqualTo(size);
      assertThat(corner.x()).isNotNegative();
    }
  }

  @Test
  void aRegionWithoutPixelsIsNone() {
    assertThatThrownBy(() -> new Region(0, 0, 2, 2, 5, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Region(0, 0, 2, 2, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AnomalyMap map(String... rows) {
    float[] values = new float[rows.length * rows[0].length()];
    for (int i = 0; i < values.length; i++) {
      char c = rows[i / rows[0].length()].charAt(i % rows[0].length());
      values[i] = c == '.' ? 0 : c - '0';
    }
    return new AnomalyMap(rows[0].length(), rows.length, values);
  }
}
