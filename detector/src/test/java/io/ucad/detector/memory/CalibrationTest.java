package io.ucad.detector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformal thresholds keep their promise on data that is exchangeable, whatever its shape. */
class CalibrationTest {

  @Test
  void thePValueIsTheShareAtLeastAsAnomalousThisOneCountedIn() {
    Calibration calibration = of(5, 1, 3, 3);

    assertThat(calibration.pValue(0)).isEqualTo(1);
    assertThat(calibration.pValue(1)).isEqualTo(1);
    assertThat(calibration.pValue(2)).isEqualTo(4 / 5.0);
    assertThat(calibration.pValue(3)).isEqualTo(4 / 5.0);
    assertThat(calibration.pValue(4)).isEqualTo(2 / 5.0);
    assertThat(calibration.pValue(5)).isEqualTo(2 / 5.0);
    assertThat(calibration.pValue(6)).isEqualTo(1 / 5.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12, 99, 300})
  void everyPlaceIsThatOfItsRate(int images) {
    float[] scores = new float[images];
    for (int i = 0; i < images; i++) {
      scores[i] = i;
    }
    Calibration calibration = of(scores);

    for (int place = 1; place <= images; place++) {
      double rate = calibration.rate(place);
      assertThat(calibration.place(rate)).isEqualTo(place);
      assertThat(calibration.threshold(rate)).isEqualTo(scores[place - 1]);
    }
    assertThat(calibration.rate(images)).isCloseTo(calibration.attainableRate(), within(1e-12));
  }

  @Test
  void theThresholdIsTheConformalQuantile() {
    float[] scores = new float[99];
    for (int i = 0; i < 99; i++) {
      scores[98 - i] = i + 1;
    }
    Calibration calibration = of(scores);

    assertThat(calibration.threshold(0.01)).isEqualTo(99);
    assertThat(calibration.threshold(0.05)).isEqualTo(95);
    assertThat(calibration.threshold(0.5)).isEqualTo(50);
    assertThat(calibration.threshold(Math.nextDown(1.0)))
        .as("no rank below the first")
        .isEqualTo(1);
    assertThat(calibration.peakThreshold(0.05)).isEqualTo(95);
    assertThat(calibration.attainableRate()).isEqualTo(0.01);
  }

  @Test
  void withTooFewImagesTheThresholdIsTheLargestScoreAndTheRateLeftIsTold() {
    Calibration calibration = of(1, 2, 3);

    assertThat(calibration.threshold(0.01)).isEqualTo(3);
    assertThat(calibration.attainableRate()).isEqualTo(0.25);
  }

  @Test
  void aScoreIsOverTheThresholdExactlyIfItsPValueIsAtMostTheRate() {
    var random = new SplittableRandom(1);
    for (int trial = 0; trial < 500; trial++) {
      float[] scores = sample(random, 20 + random.nextInt(80), trial % 3);
      Calibration calibration = of(scores);
      double rate = calibration.attainableRate() + random.nextDouble() * 0.5;
      for (float score : sample(random, 20, trial % 3)) {
        assertThat(score > calibration.threshold(rate))
            .as("score %s among %d at %s", score, scores.length, rate)
            .isEqualTo(calibration.pValue(score) <= rate);
      }
    }
  }

  @ParameterizedTest(name = "{0} held-out images, rate {1}")
  @CsvSource({"20, 0.05", "30, 0.1", "99, 0.01", "100, 0.05", "150, 0.2"})
  void falseAlarmsStayBelowTheRateOnExchangeableData(int images, double rate) {
    var random = new SplittableRandom(images);
    int trials = 20_000;
    for (int shape = 0; shape < 3; shape++) {
      int alarms = 0;
      int unlikely = 0;
      for (int trial = 0; trial < trials; trial++) {
        float[] all = sample(random, images + 1, shape);
        float fresh = all[images];
        Calibration calibration = of(java.util.Arrays.copyOf(all, images));
        alarms += fresh > calibration.threshold(rate) ? 1 : 0;
        unlikely += calibration.pValue(fresh) <= rate ? 1 : 0;
      }
      double slack = 4 * Math.sqrt(rate * (1 - rate) / trials);
      assertThat((double) alarms / trials).as("shape %d", shape).isLessThan(rate + slack);
      assertThat((double) unlikely / trials).as("shape %d", shape).isLessThan(rate + slack);
      if (shape < 2) {
        assertThat((double) alarms / trials)
            .as("and without ties it is not wasted: at least rate - 1 / (n + 1)")
            .isGreaterThan(rate - 1.0 / (images + 1) - slack);
      }
    }
  }

  /** Uniform, heavy-tailed, or with many ties. */
  private static float[] sample(SplittableRandom random, int count, int shape) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double u = random.nextDouble();
      values[i] = (float) (shape == 0 ? u : shape == 1 ? 1 / (1.0001 - u) : Math.floor(u * 8));
    }
    return values;
  }

  @Test
  void theDistanceLimitLiesBeyondEveryNormalInProportionToTheTask() {
    float[] none = new float[5];
    Calibration calibration = new Calibration(none, none, new float[] {4, 1, 2, 8, 3});

    assertThat(calibration.distanceLimit(12)).isCloseTo(8 + 0.25f * 4, within(1e-6f));
    Calibration twice = new Calibration(none, none, new float[] {8, 2, 4, 16, 6});
    assertThat(twice.distanceLimit(24)).isCloseTo(2 * calibration.distanceLimit(12), within(1e-5f));
    // Keys that lie closer together than normal images lie from them say nothing.
    assertThat(calibration.distanceLimit(5)).isEqualTo(8);
  }

  @Test
  void refusesWhatCalibratesNothing() {
    float[] one = {1};
    assertThatThrownBy(() -> of()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> of(Float.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Calibration(one, one, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 1, 2");
    for (double rate : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> of(1).threshold(rate)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void doesNotSortTheCallersArray() {
    float[] scores = {3, 1, 2};

    assertThat(of(scores).scores()).containsExactly(1, 2, 3);
    assertThat(scores).containsExactly(3, 1, 2);
  }

  private static Calibration of(float... scores) {
    return new Calibration(scores, scores, new float[scores.length]);
  }
}
