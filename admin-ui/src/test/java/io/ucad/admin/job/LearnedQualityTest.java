package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.audit.AuditService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.version.ComparisonService;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.ScoredImage;
import io.ucad.admin.version.TaskQuality;
import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.ThresholdService;
import io.ucad.admin.version.VersionComparison;
import io.ucad.admin.version.VersionDetail;
import io.ucad.admin.version.VersionService;
import io.ucad.evaluation.Auroc;
import io.ucad.evaluation.RankedScores;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From learning to measured scores, to other thresholds, and back. */
class LearnedQualityTest {
  @ParameterizedTest
  @EnumSource
  void aLearnedTaskIsMeasuredImageByImageAndTunedWithoutLearningItAgain(Database database)
      throws IOException {
    var bench = new Bench(database);
    String tile = bench.task("tile");
    String fabric = bench.task("fabric");
    long job = bench.job(tile, fabric);
    bench.worker("one").work(job);
    assertThat(bench.row(job).state()).isEqualTo(JobState.DONE);
    int learned = bench.row(job).parts().get(1).version().orElseThrow();
    TaskQuality quality = quality(bench, learned, tile);
    ScoreSheet sheet = quality.sheet().orElseThrow();
    assertThat(sheet.images()).hasSize(8);
    assertThat(sheet.images().stream().filter(ScoredImage::defective)).hasSize(4);
    assertThat(auroc(sheet)).isEqualTo(quality.measure().orElseThrow().imageAuroc().getAsDouble());

    ThresholdService thresholds = bench.node().get(ThresholdService.class);
    TaskThresholds before = As.admin(() -> thresholds.of(learned, tile)).orElseThrow();
    int tuned = As.admin(() -> thresholds.save(tile, before.sha256(), 0.3, 0.5));
    assertThat(tuned).isGreaterThan(learned);
    TaskThresholds after = As.admin(() -> thresholds.of(tuned, tile)).orElseThrow();
    assertThat(after.scoring()).isEqualTo(before.scoring().withRates(0.3, 0.5));
    assertThat(after.calibration().scores()).isEqualTo(before.calibration().scores());
    Version old = bench.store().version(new VersionId(learned));
    Version now = bench.store().version(new VersionId(tuned));
    assertThat(Files.isSameFile(old.file(new TaskName(fabric)), now.file(new TaskName(fabric))))
        .isTrue();
    assertThat(quality(bench, tuned, tile).sheet())
        .as("scores do not depend on thresholds")
        .isEqualTo(quality.sheet());
    assertThat(quality(bench, tuned, fabric))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(quality(bench, learned, fabric));
    VersionDetail detail = As.admin(() -> bench.node().get(VersionService.class).get(tuned));
    assertThat(detail.tasks())
        .filteredOn(p -> p.change() != VersionDetail.Change.UNCHANGED)
        .singleElement()
        .satisfies(p -> assertThat(p.change()).isEqualTo(VersionDetail.Change.TUNED));
    VersionComparison comparison =
        As.admin(() -> bench.node().get(ComparisonService.class).compare(learned, tuned, 0, 500));
    assertThat(comparison.changes()).isEqualTo(1);
    assertThat(comparison.tasks())
        .filteredOn(r -> r.task().equals(tile))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.change()).isEqualTo(VersionDetail.Change.TUNED);
              assertThat(r.after().orElseThrow().thresholds().threshold())
                  .isLessThan(r.before().orElseThrow().thresholds().threshold());
            });
    assertThat(As.admin(() -> bench.node().get(AuditService.class).search("version.tune", 0, 1)))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.subject()).isEqualTo(tile);
              assertThat(e.before()).isEqualTo("false-alarm rate 0.1, review rate 0.2");
              assertThat(e.after())
                  .isEqualTo("v" + tuned + ": false-alarm rate 0.3, review rate 0.5");
            });

    assertThatThrownBy(() -> As.admin(() -> thresholds.save(tile, before.sha256(), 0.1, 0.2)))
        .as("meant for the memory before")
        .isInstanceOf(UserProblem.class)
        .extracting("key")
        .isEqualTo("problem.threshold.stale");
    assertThatThrownBy(() -> As.admin(() -> thresholds.save(tile, after.sha256(), 0.5, 0.1)))
        .extracting("key")
        .isEqualTo("problem.threshold.rates");
    assertThat(As.admin(() -> thresholds.save(tile, after.sha256(), 0.3, 0.5)))
        .as("twice the same")
        .isEqualTo(tuned);
    As.admin(() -> bench.node().get(VersionService.class).point("latest", learned));
    assertThat(As.admin(() -> thresholds.save(tile, before.sha256(), 0.1, 0.2)))
        .as("undone by rolling back")
        .isEqualTo(learned);
  }

  private static TaskQuality quality(Bench bench, int version, String task) {
    return As.admin(() -> bench.node().get(QualityService.class).task(version, task));
  }

  private static double auroc(ScoreSheet sheet) {
    List<ScoredImage> images = sheet.images();
    float[] scores = new float[images.size()];
    boolean[] labels = new boolean[images.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = images.get(i).score();
      labels[i] = images.get(i).defective();
    }
    return Auroc.of(RankedScores.of(scores, labels)).getAsDouble();
  }
}
