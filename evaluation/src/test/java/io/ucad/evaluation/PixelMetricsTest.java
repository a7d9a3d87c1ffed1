package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final int IN_MEMORY = 1 << 20;

  @TempDir Path directory;

  @Test
  void auproEqualsTheIndependentImplementation() throws IOException {
    JsonObject golden = Golden.read("aupro.json");
    Maps maps = maps(golden);

    for (int buffer : new int[] {100, IN_MEMORY}) {
      for (double limit : new double[] {0.3, 0.05}) {
        assertThat(maps.measure(limit, buffer, directory).aupro().orElseThrow())
            .isCloseTo(golden.get("aupro_" + limit).getAsDouble(), EXACT);
      }
    }
  }

  @Test
  void allMetricsEqualTheirDefinitionsWithAndWithoutSpilling() {
    Random random = new Random(11);
    int compared = 0;
    for (int round = 0; round < 150; round++) {
      Maps maps = Maps.random(random);
      double limit = List.of(0.05, 0.3, 1.0).get(round % 3);
      PixelReport report = maps.measure(limit, IN_MEMORY, directory);
      assertThat(maps.measure(limit, 1 + random.nextInt(40), directory)).isEqualTo(report);
      double[] scores = maps.scores();
      boolean[] labels = maps.labels();
      assertThat(report.defectivePixels() + report.normalPixels()).isEqualTo(scores.length);
      if (report.defectivePixels() == 0) {
        assertThat(report.auroc()).isEmpty();
        continue;
      }
      compared++;
      assertThat(report.auroc().orElseThrow()).isCloseTo(SlowMetrics.auroc(scores, labels), EXACT);
      assertThat(report.averagePrecision().orElseThrow())
          .isCloseTo(SlowMetrics.averagePrecision(scores, labels), EXACT);
      assertThat(report.f1Max().orElseThrow().value())
          .isCloseTo(SlowMetrics.f1Max(scores, labels).value(), EXACT);
      assertThat(report.f1Max().orElseThrow().threshold())
          .isEqualTo(SlowMetrics.f1Max(scores, labels).threshold());
      assertThat(report.aupro().orElseThrow()).isCloseTo(SlowMetrics.aupro(maps, limit), EXACT);
      for (OperatingPoint point : report.curve()) {
        double t = point.threshold();
        assertThat(point.falsePositiveRate())
            .isCloseTo(SlowMetrics.falsePositiveRate(scores, labels, t), EXACT);
        assertThat(point.regionOverlap()).isCloseTo(SlowMetrics.regionOverlap(maps, t), EXACT);
      }
    }
    assertThat(compared).isGreaterThan(80);
  }

  @Test
  void aConstantMapCoversAllRegionsOnlyAtTheEndOfTheCurve() {
    boolean[] mask = {true, false, false, false};
    Maps constant = new Maps(4, 1, List.of(new float[4]), List.of(mask));
    PixelReport report = constant.measure(0.3, IN_MEMORY, directory);

    assertThat(report.auroc()).hasValue(0.5);
    assertThat(report.averagePrecision()).hasValue(0.25);
    assertThat(report.aupro().orElseThrow()).isCloseTo(0.15, EXACT);
  }

  @Test
  void aPerfectMapScoresOne() {
    Maps perfect =
        new Maps(3, 1, List.of(new float[] {9, 1, 8}), List.of(new boolean[] {true, false, true}));
    PixelReport report = perfect.measure(0.3, IN_MEMORY, directory);

    assertThat(report.auroc()).hasValue(1);
    assertThat(report.averagePrecision()).hasValue(1);
    assertThat(report.aupro()).hasValue(1);
    assertThat(report.regions()).isEqualTo(2);
  }

  @Test
  void anImageWithoutMaskEqualsOneWithAClearMask() {
    float[] map = {0.5f, 0.1f, 0.9f, 0.4f};
    boolean[] mask = {true, false, false, true};
    PixelOptions options = PixelOptions.defaults();
    try (PixelMetrics plain = new PixelMetrics(options);
        PixelMetrics masked = new PixelMetrics(options)) {
      plain.add(map, mask, 2, 2);
      plain.addNormal(map, 2, 2);
      masked.add(map, mask, 2, 2);
      masked.add(map, new boolean[4], 2, 2);
      assertThat(plain.finish()).isEqualTo(masked.finish());
    }
  }

  @Test
  void oneClassOrNoPixelIsNotDefined() {
    for (boolean label : new boolean[] {true, false}) {
      Maps maps =
          new Maps(2, 1, List.of(new float[] {1, 2}), List.of(new boolean[] {label, label}));
      assertUndefined(maps.measure(0.3, IN_MEMORY, directory));
    }
    assertUndefined(new Maps(1, 1, List.of(), List.of()).measure(0.3, IN_MEMORY, directory));
  }

  @Test
  void aRefusedMapLeavesTheOthersAsTheyWere() {
    float[] map = {2, 1};
    boolean[] mask = {true, false};
    try (PixelMetrics metrics = new PixelMetrics(PixelOptions.defaults())) {
      metrics.add(map, mask, 2, 1);
      assertThatThrownBy(() -> metrics.add(new float[] {1, Float.NaN}, mask, 2, 1))
          .isInstanceOf(MetricInputException.class)
          .hasMessageContaining("found NaN at x=1, y=0");
      assertThatThrownBy(() -> metrics.addNormal(new float[3], 2, 1))
          .isInstanceOf(MetricInputException.class)
          .hasMessageContaining("map of 2 x 1");
      assertThatThrownBy(() -> metrics.add(map, new boolean[3], 2, 1))
          .isInstanceOf(MetricInputException.class)
          .hasMessageContaining("mask of 2 x 1");
      PixelReport report = metrics.finish();
      assertThat(report.normalPixels()).isEqualTo(1);
      assertThat(report.defectivePixels()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsAddedAfterTheEnd() {
    try (PixelMetrics metrics = new PixelMetrics(PixelOptions.defaults())) {
      metrics.finish();
      assertThatThrownBy(() -> metrics.addNormal(new float[1], 1, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(metrics::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void theTemporaryFileIsGoneOnceClosed() {
    try (PixelMetrics metrics =
        new PixelMetrics(PixelOptions.defaults().withBuffer(8, directory))) {
      metrics.addNormal(new float[100], 10, 10);
    }

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    PixelOptions defaults = PixelOptions.defaults();
    for (double limit : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> defaults.withAuproLimit(limit))
          .isInstanceOf(MetricInputException.class);
    }
    assertThatThrownBy(() -> defaults.withBuffer(0, directory))
        .isInstanceOf(MetricInputException.class);
    assertThatThrownBy(() -> defaults.withCurvePoints(1)).isInstanceOf(MetricInputException.class);
  }

  private static void assertUndefined(PixelReport report) {
    assertThat(report.auroc()).isEmpty();
    assertThat(report.averagePrecision()).isEmpty();
    assertThat(report.aupro()).isEmpty();
    assertThat(report.f1Max()).isEmpty();
    assertThat(report.curve()).isEmpty();
  }

  private static Maps maps(JsonObject golden) {
    JsonArray rows = golden.getAsJsonArray("maps");
    int height = rows.get(0).getAsJsonArray().size();
    int width = rows.get(0).getAsJsonArray().get(0).getAsJsonArray().size();
    List<float[]> maps = new ArrayList<>();
    List<boolean[]> masks = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      double[] scores = Golden.doubles(Golden.flat(rows.get(k).getAsJsonArray()));
      float[] map = new float[scores.length];
      for (int i = 0; i < map.length; i++) {
        map[i] = (float) scores[i];
      }
      maps.add(map);
      JsonArray mask = golden.getAsJsonArray("masks").get(k).getAsJsonArray();
      masks.add(Golden.booleans(Golden.flat(mask)));
    }
    return new Maps(width, height, maps, masks);
  }
}
