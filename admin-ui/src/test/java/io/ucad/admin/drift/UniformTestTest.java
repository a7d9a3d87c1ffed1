package io.ucad.admin.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniformTestTest {
  /** L. H. Miller, Table of percentage points of Kolmogorov statistics, JASA 51 (1956), 111-121. */
  @ParameterizedTest
  @CsvSource({
    "1, .90000, .95000, .97500, .99000, .99500",
    "2, .68377, .77639, .84189, .90000, .92929",
    "5, .44698, .50945, .56328, .62718, .66853",
    "10, .32260, .36866, .40925, .45662, .48893",
    "20, .23156, .26473, .29408, .32866, .35241",
    "40, .16547, .18913, .21012, .23494, .25205"
  })
  void itsCriticalValuesAreThePublishedOnes(
      int n, double tenth, double twentieth, double fortieth, double hundredth, double half) {
    assertThat(UniformTest.tail(n, tenth)).isCloseTo(0.1, within(3e-5));
    assertThat(UniformTest.tail(n, twentieth)).isCloseTo(0.05, within(3e-5));
    assertThat(UniformTest.tail(n, fortieth)).isCloseTo(0.025, within(3e-5));
    assertThat(UniformTest.tail(n, hundredth)).isCloseTo(0.01, within(3e-5));
    assertThat(UniformTest.tail(n, half)).isCloseTo(0.005, within(3e-5));
  }

  @Test
  void manyValuesAreLikeTheLimit() {
    // exp(-2 n d^2) is the limit; 1,000 values are near it.
    assertThat(UniformTest.tail(1000, 0.05)).isCloseTo(Math.exp(-5), within(3e-4));
    assertThat(UniformTest.tail(1000, 1)).isZero();
    assertThat(UniformTest.tail(1000, 0)).isOne();
  }

  @Test
  void theStatisticIsOneSided() {
    assertThat(UniformTest.statistic(new double[] {1, 1, 1})).isZero();
    assertThat(UniformTest.statistic(new double[] {0, 0, 0})).isOne();
    assertThat(UniformTest.statistic(new double[] {0.5, 0.1})).isCloseTo(0.5, within(1e-12));
    assertThatThrownBy(() -> UniformTest.statistic(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void uniformValuesAreRefusedAsOftenAsTheLevelSays() {
    var random = new SplittableRandom(7);
    int refused = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      double[] values = random.doubles(30).toArray();
      refused += UniformTest.tail(30, UniformTest.statistic(values)) < 0.05 ? 1 : 0;
    }
    // Within five standard deviations of 5 %.
    assertThat(refused / (double) runs).isCloseTo(0.05, within(0.0173));
  }
}
