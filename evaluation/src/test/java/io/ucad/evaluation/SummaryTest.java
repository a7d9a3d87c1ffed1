package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void describesTheSpreadOfASample() {
    Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);

    assertThat(summary.count()).isEqualTo(8);
    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.standardDeviation().orElseThrow())
        .isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(summary.min()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(9);
  }

  @Test
  void equalsHalfTheMeanSquaredDifferenceOfAllPairs() {
    Random random = new Random(2);
    for (int round = 0; round < 100; round++) {
      double[] values = random.doubles(2 + random.nextInt(9)).toArray();
      double squares = 0;
      for (double a : values) {
        for (double b : values) {
          squares += (a - b) * (a - b) / 2;
        }
      }
      double pairs = (double) values.length * (values.length - 1);
      assertThat(Summary.of(values).standardDeviation().orElseThrow())
          .isCloseTo(Math.sqrt(squares / pairs), within(1e-12));
    }
  }

  @Test
  void oneSeedHasNoSpread() {
    Summary summary = Summary.of(0.9);

    assertThat(summary.mean()).isEqualTo(0.9);
    assertThat(summary.standardDeviation()).isEmpty();
  }

  @Test
  void refusesNoSeedAndNoNumber() {
    assertThatThrownBy(Summary::of).isInstanceOf(MetricInputException.class);
    assertThatThrownBy(() -> Summary.of(1, Double.NaN))
        .isInstanceOf(MetricInputException.class)
        .hasMessageContaining("seed 1");
  }
}
