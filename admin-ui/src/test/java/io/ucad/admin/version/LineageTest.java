package io.ucad.admin.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineageTest {
  @Test
  void aLineIsOneLane() {
    Lineage line = Lineage.of(Map.of(1, Optional.empty(), 2, Optional.of(1), 3, Optional.of(2)));
    assertThat(line.rows())
        .containsExactly(
            new Lineage.Row(3, 0, List.of(), true, List.of()),
            new Lineage.Row(2, 0, List.of(0), true, List.of()),
            new Lineage.Row(1, 0, List.of(0), false, List.of()));
  }

  @Test
  void aRollBackMakesABranchThatComesBack() {
    Lineage tree =
        Lineage.of(
            Map.of(1, Optional.empty(), 2, Optional.of(1), 3, Optional.of(1), 4, Optional.of(3)));
    assertThat(tree.rows())
        .containsExactly(
            new Lineage.Row(4, 0, List.of(), true, List.of()),
            new Lineage.Row(3, 0, List.of(0), true, List.of()),
            new Lineage.Row(2, 1, List.of(), true, List.of(0)),
            new Lineage.Row(1, 0, List.of(0, 1), false, List.of()));
    assertThat(tree.rows()).extracting(Lineage.Row::lanes).containsExactly(1, 1, 2, 2);
  }

  @Test
  void aVersionWhoseParentWasCollectedBeginsAnew() {
    assertThat(Lineage.of(Map.of(5, Optional.of(4))).rows())
        .containsExactly(new Lineage.Row(5, 0, List.of(), false, List.of()));
  }

  /** Following the lanes down from any version leads to its parent, and nowhere else. */
  @Test
  void everyLaneLeadsFromAVersionToItsParent() {
    var random = new SplittableRandom(7);
    Map<Integer, Optional<Integer>> parents = new TreeMap<>();
    for (int version = 1; version <= 200; version++) {
      parents.put(
          version,
          version == 1
              ? Optional.empty()
              : Optional.of(Math.max(1, version - 1 - random.nextInt(4))));
    }
    List<Lineage.Row> rows = Lineage.of(parents).rows();
    for (int i = 0; i < rows.size(); i++) {
      Lineage.Row row = rows.get(i);
      assertThat(row.below()).isEqualTo(row.version() > 1);
      if (row.below()) {
        int lane = row.lane();
        int next = i + 1;
        while (!rows.get(next).above().contains(lane)) {
          assertThat(rows.get(next).passing()).contains(lane);
          assertThat(rows.get(next).lane()).isNotEqualTo(lane);
          next++;
        }
        assertThat(Optional.of(rows.get(next).version())).isEqualTo(parents.get(row.version()));
      }
    }
  }
}
