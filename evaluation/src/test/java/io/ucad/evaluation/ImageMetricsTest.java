package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImageMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void equalsTheIndependentImplementation() throws IOException {
    var cases = Golden.read("metrics.json").getAsJsonArray("cases");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(4);
    for (JsonElement element : cases) {
      JsonObject golden = element.getAsJsonObject();
      RankedScores scores =
          RankedScores.of(
              Golden.doubles(golden.getAsJsonArray("scores")),
              Golden.booleans(golden.getAsJsonArray("labels")));
      assertThat(Auroc.of(scores).orElseThrow())
          .isCloseTo(golden.get("auroc").getAsDouble(), EXACT);
      assertThat(AveragePrecision.of(scores).orElseThrow())
          .isCloseTo(golden.get("average_precision").getAsDouble(), EXACT);
    }
  }

  @Test
  void equalsTheDefinitionOnRandomScoresWithAndWithoutTies() {
    Random random = new Random(1);
    int compared = 0;
    for (int round = 0; round < 500; round++) {
      int size = 2 + random.nextInt(40);
      int levels = List.of(1, 2, 4, 1 << 30).get(round % 4);
      double[] scores = new double[size];
      boolean[] labels = new boolean[size];
      for (int i = 0; i < size; i++) {
        scores[i] = (random.nextInt(levels) - levels / 2) * 0.1;
        labels[i] = random.nextInt(3) == 0;
      }
      RankedScores ranked = RankedScores.of(scores, labels);
      if (!ranked.counts().bothPresent()) {
        continue;
      }
      compared++;
      assertThat(Auroc.of(ranked).orElseThrow())
          .isCloseTo(SlowMetrics.auroc(scores, labels), EXACT);
      assertThat(AveragePrecision.of(ranked).orElseThrow())
          .isCloseTo(SlowMetrics.averagePrecision(scores, labels), EXACT);
      F1Max fast = F1Max.of(ranked).orElseThrow();
      F1Max slow = SlowMetrics.f1Max(scores, labels);
      assertThat(fast.value()).isCloseTo(slow.value(), EXACT);
      assertThat(fast.threshold()).isEqualTo(slow.threshold());
      assertThat(fast.precision()).isCloseTo(slow.precision(), EXACT);
      assertThat(fast.recall()).isCloseTo(slow.recall(), EXACT);
    }
    assertThat(compared).isGreaterThan(400);
  }

  @Test
  void constantScoresKnowNothing() {
    RankedScores scores =
        RankedScores.of(new double[] {3, 3, 3, 3}, new boolean[] {true, false, false, false});

    assertThat(Auroc.of(scores)).hasValue(0.5);
    assertThat(AveragePrecision.of(scores)).hasValue(0.25);
    assertThat(F1Max.of(scores)).contains(new F1Max(0.4, 3, 0.25, 1));
  }

  @Test
  void negativeZeroTiesWithZero() {
    RankedScores scores = RankedScores.of(new double[] {-0.0, 0.0}, new boolean[] {true, false});

    assertThat(Auroc.of(scores)).hasValue(0.5);
  }

  @Test
  void singlePrecisionScoresAreTheSameScores() {
    boolean[] labels = {false, true, false};

    assertThat(Auroc.of(RankedScores.of(new float[] {1, 2, 3}, labels))).hasValue(0.5);
  }

  @Test
  void oneClassOrNoImageIsNotDefined() {
    for (boolean label : new boolean[] {true, false}) {
      RankedScores oneClass = RankedScores.of(new double[] {1, 2}, new boolean[] {label, label});
      assertThat(Auroc.of(oneClass)).isEmpty();
      assertThat(AveragePrecision.of(oneClass)).isEmpty();
      assertThat(F1Max.of(oneClass)).isEmpty();
      assertThat(OperatingPoint.curve(oneClass, 10)).isEmpty();
    }
    assertThat(Auroc.of(RankedScores.of(new double[0], new boolean[0]))).isEmpty();
  }

  @Test
  void refusesWhatCannotBeRanked() {
    boolean[] labels = {true, false};
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> RankedScores.of(new double[] {1, bad}, labels))
          .isInstanceOf(MetricInputException.class)
          .hasMessageContaining("score at index 1");
    }
    assertThatThrownBy(() -> RankedScores.of(new double[] {1}, labels))
        .isInstanceOf(MetricInputException.class)
        .hasMessageContaining("1 scores and 2 labels");
  }
}
