package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
  private final double[] scores = new double[2000];
  private final boolean[] labels = new boolean[scores.length];

  OperatingPointTest() {
    Random random = new Random(7);
    for (int i = 0; i < scores.length; i++) {
      labels[i] = random.nextInt(20) == 0;
      scores[i] = random.nextGaussian() + (labels[i] ? 1.5 : 0);
    }
  }

  @Test
  void everyPointIsWhatItsThresholdDoes() {
    List<OperatingPoint> curve = OperatingPoint.curve(RankedScores.of(scores, labels), 50);

    for (OperatingPoint point : curve) {
      double t = point.threshold();
      assertThat(point.recall()).isEqualTo(SlowMetrics.recall(scores, labels, t));
      assertThat(point.regionOverlap()).isEqualTo(point.recall());
      assertThat(point.precision()).isEqualTo(SlowMetrics.precision(scores, labels, t));
      assertThat(point.falsePositiveRate())
          .isEqualTo(SlowMetrics.falsePositiveRate(scores, labels, t));
    }
  }

  @Test
  void aThinnedCurveKeepsItsShape() {
    RankedScores ranked = RankedScores.of(scores, labels);
    for (int maxPoints : new int[] {2, 3, 10, 200}) {
      List<OperatingPoint> curve = OperatingPoint.curve(ranked, maxPoints);
      assertThat(curve).hasSizeBetween(2, maxPoints);
      assertThat(curve.get(curve.size() - 1).recall()).isEqualTo(1);
      assertThat(curve.get(curve.size() - 1).falsePositiveRate()).isEqualTo(1);
      assertThat(curve)
          .isSortedAccordingTo(Comparator.comparingDouble(OperatingPoint::threshold).reversed());
    }
    assertThat(areaUnderRoc(OperatingPoint.curve(ranked, 200)))
        .isCloseTo(Auroc.of(ranked).orElseThrow(), within(0.005));
  }

  @Test
  void aShortCurveIsNotThinned() {
    RankedScores three = RankedScores.of(new double[] {1, 2, 3}, new boolean[] {false, true, true});

    assertThat(OperatingPoint.curve(three, 100))
        .extracting(OperatingPoint::threshold)
        .containsExactly(3.0, 2.0, 1.0);
  }

  @Test
  void oneGroupOfTiesIsOnePoint() {
    RankedScores constant = RankedScores.of(new double[] {1, 1}, new boolean[] {false, true});

    assertThat(OperatingPoint.curve(constant, 2))
        .containsExactly(new OperatingPoint(1, 1, 1, 0.5, 1));
  }

  @Test
  void refusesACurveWithoutEnds() {
    assertThatThrownBy(() -> OperatingPoint.curve(RankedScores.of(scores, labels), 1))
        .isInstanceOf(MetricInputException.class);
  }

  private static double areaUnderRoc(List<OperatingPoint> curve) {
    double area = 0;
    double x = 0;
    double y = 0;
    for (OperatingPoint point : curve) {
      area += (point.falsePositiveRate() - x) * (point.recall() + y) / 2;
      x = point.falsePositiveRate();
      y = point.recall();
    }
    return area;
  }
}
