package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillingLongSorterTest {
  @TempDir Path directory;

  @Test
  void sortsWhateverTheBufferHolds() {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 2, 7, 64, 65, 1000, 200_000}) {
      List<Long> values = random.longs(size).mapToObj(v -> v % 1000).toList();
      for (int capacity : new int[] {1, 2, 7, 64, 1000, 70_000, 1 << 20}) {
        if (size / capacity > 5000) {
          continue;
        }
        assertThat(sorted(values, capacity)).isEqualTo(values.stream().sorted().toList());
      }
    }
  }

  @Test
  void aRunLongerThanItsWindowIsReadOn() {
    List<Long> values = new Random(6).longs(3L * RunFile.TRANSFER + 17).boxed().toList();

    assertThat(sorted(values, 2 * RunFile.TRANSFER)).isEqualTo(values.stream().sorted().toList());
  }

  @Test
  void whatFitsTouchesNoFile() {
    Path absent = directory.resolve("absent");
    try (SpillingLongSorter sorter = new SpillingLongSorter(3, absent)) {
      sorter.add(3);
      sorter.add(1);
      sorter.add(2);
      List<Long> out = new ArrayList<>();
      sorter.drain(out::add);
      assertThat(out).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aMissingSpillDirectoryIsNamed() {
    Path absent = directory.resolve("absent");
    try (SpillingLongSorter sorter = new SpillingLongSorter(1, absent)) {
      sorter.add(1);
      assertThatThrownBy(() -> sorter.add(2))
          .isInstanceOf(SpillException.class)
          .hasMessageContaining(absent.toString());
    }
  }

  @Test
  void nothingIsLeftOnDisk() {
    try (SpillingLongSorter sorter = new SpillingLongSorter(4, directory)) {
      for (int i = 0; i < 100; i++) {
        sorter.add(i);
      }
    }

    assertThat(directory).isEmptyDirectory();
  }

  private List<Long> sorted(List<Long> values, int capacity) {
    List<Long> out = new ArrayList<>();
    try (SpillingLongSorter sorter = new SpillingLongSorter(capacity, directory)) {
      values.forEach(sorter::add);
      sorter.drain(out::add);
    }
    return out;
  }
}
