package io.ucad.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.coreset.Bank;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {
  @Test
  void onlyImagesThatVectorsComeFromAreKept() {
    Bank key = new Bank(new float[] {1, 2, 3}, 1, new int[] {4, 1, 4}, new int[] {7, 8, 9});
    Bank knowledge = new Bank(new float[] {5, 6}, 1, new int[] {2, 1}, new int[] {3, 0});

    Sources sources = Sources.of(List.of("a", "b", "c", "d", "e"), key, knowledge);

    assertThat(sources.images()).containsExactly("b", "c", "e");
    assertThat(sources.key().image()).containsExactly(2, 0, 2);
    assertThat(sources.key().patch()).containsExactly(7, 8, 9);
    assertThat(sources.key().vectors()).containsExactly(1, 2, 3);
    assertThat(sources.knowledge().image()).containsExactly(1, 0);
  }
}
