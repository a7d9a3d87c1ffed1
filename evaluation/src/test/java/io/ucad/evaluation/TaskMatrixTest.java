package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaskMatrixTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final OptionalDouble UNDEFINED = OptionalDouble.empty();

  private final TaskMatrix matrix =
      TaskMatrix.of(
          List.of("bottle", "tile", "pcb"), new double[][] {{0.9}, {0.95, 0.8}, {0.7, 0.85, 0.6}});

  @Test
  void followsThePaper() {
    assertThat(matrix.acc().orElseThrow()).isCloseTo((0.7 + 0.85 + 0.6) / 3, EXACT);
    // Eq. 7: the best value before the last task counts, not the first one.
    assertThat(matrix.forgettingPerTask().get(0).orElseThrow()).isCloseTo(0.95 - 0.7, EXACT);
    assertThat(matrix.forgettingPerTask().get(1).orElseThrow()).isCloseTo(0.8 - 0.85, EXACT);
    assertThat(matrix.forgetting().orElseThrow()).isCloseTo((0.25 - 0.05) / 2, EXACT);
    assertThat(matrix.bwt().orElseThrow()).isCloseTo((-0.2 + 0.05) / 2, EXACT);
    assertThat(matrix.fwt(optionals(0.6, 0.5), optionals(0.5, 0.55)).orElseThrow())
        .isCloseTo((0.1 - 0.05) / 2, EXACT);
  }

  @Test
  void equalsTheDefinitionOnRandomMatrices() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      int tasks = 2 + random.nextInt(6);
      double[][] r = new double[tasks][];
      for (int l = 0; l < tasks; l++) {
        r[l] = random.doubles(l + 1).toArray();
      }
      double acc = 0;
      double forgetting = 0;
      double bwt = 0;
      for (int j = 0; j < tasks; j++) {
        acc += r[tasks - 1][j] / tasks;
      }
      for (int j = 0; j < tasks - 1; j++) {
        double best = r[j][j];
        for (int l = j; l < tasks - 1; l++) {
          best = Math.max(best, r[l][j]);
        }
        forgetting += (best - r[tasks - 1][j]) / (tasks - 1);
        bwt += (r[tasks - 1][j] - r[j][j]) / (tasks - 1);
      }
      TaskMatrix random1 =
          TaskMatrix.of(IntStream.range(0, tasks).mapToObj(t -> "task" + t).toList(), r);
      assertThat(random1.acc().orElseThrow()).isCloseTo(acc, EXACT);
      assertThat(random1.forgetting().orElseThrow()).isCloseTo(forgetting, EXACT);
      assertThat(random1.bwt().orElseThrow()).isCloseTo(bwt, EXACT);
    }
  }

  @Test
  void growsTaskByTaskAndLeavesTheOldMatrixAlone() {
    TaskMatrix first = TaskMatrix.empty().learned("bottle", optionals(0.9));
    TaskMatrix second = first.learned("tile", optionals(0.95, 0.8));

    assertThat(first.tasks()).containsExactly("bottle");
    assertThat(second.learned("pcb", optionals(0.7, 0.85, 0.6))).isEqualTo(matrix);
    assertThat(second.at(1, 0)).hasValue(0.95);
  }

  @Test
  void oneTaskCannotForget() {
    TaskMatrix one = TaskMatrix.empty().learned("bottle", optionals(0.9));

    assertThat(one.acc()).hasValue(0.9);
    assertThat(one.forgetting()).isEmpty();
    assertThat(one.forgettingPerTask()).isEmpty();
    assertThat(one.bwt()).isEmpty();
    assertThat(one.fwt(List.of(), List.of())).isEmpty();
    assertThat(TaskMatrix.empty().acc()).isEmpty();
  }

  @Test
  void aTaskWithoutMasksIsLeftOutOfTheMeans() {
    TaskMatrix pixelAp =
        TaskMatrix.empty()
            .learned("tile", List.of(UNDEFINED))
            .learned("bottle", List.of(UNDEFINED, OptionalDouble.of(0.8)))
            .learned("pcb", List.of(UNDEFINED, OptionalDouble.of(0.7), OptionalDouble.of(0.1)));

    assertThat(pixelAp.acc().orElseThrow()).isCloseTo(0.4, EXACT);
    assertThat(pixelAp.forgetting().orElseThrow()).isCloseTo(0.1, EXACT);
    assertThat(pixelAp.forgettingPerTask().get(0)).isEmpty();
  }

  @Test
  void refusesWhatIsNoLowerTriangle() {
    assertRefused(
        () -> TaskMatrix.of(List.of("a", "b"), new double[][] {{1}, {1}}), "2 tasks learned");
    assertRefused(() -> TaskMatrix.of(List.of("a"), new double[][] {}), "1 tasks, 0 rows");
    assertRefused(() -> TaskMatrix.of(List.of("a", "a"), new double[][] {{1}, {1, 1}}), "distinct");
    assertRefused(
        () -> TaskMatrix.of(List.of("a"), new double[][] {{Double.NaN}}), "a after learning a");
    assertRefused(
        () -> TaskMatrix.empty().learned("a", List.of(UNDEFINED)).learned("b", optionals(1, 1)),
        "always or never");
    assertRefused(() -> matrix.fwt(optionals(1, 1), List.of()), "2 before learning and 0");
  }

  @Test
  void isImmutable() {
    assertThatThrownBy(() -> Collections.reverse(matrix.rows().get(2)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(MetricInputException.class)
        .hasMessageContaining(message);
  }

  private static List<OptionalDouble> optionals(double... values) {
    return Arrays.stream(values).mapToObj(OptionalDouble::of).toList();
  }
}
