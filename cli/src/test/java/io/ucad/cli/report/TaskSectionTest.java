package io.ucad.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.Verdict;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TaskSectionTest {
  private static final String HOSTILE = "\"><script>alert(1)</script>";

  @Test
  void namesOfFoldersAndFilesStayText() {
    String markup = section(result(HOSTILE, Verdict.NG, 1.5f), new byte[] {1});
    assertThat(SelfContained.problems(markup)).isEmpty();
    assertThat(markup).contains("&quot;&gt;&lt;script&gt;");
  }

  @Test
  void anImageOfNoKnownProductIsShownWithoutMap() {
    ImageResult unknown = result("hole", Verdict.UNKNOWN, 1.5f);
    assertThat(section(unknown, new byte[0])).doesNotContain("its anomaly map");
    assertThat(section(unknown, new byte[] {1})).contains("its anomaly map");
  }

  @Test
  void figuresThatAreNotDefinedAreDashes() {
    assertThat(section(result("hole", Verdict.OK, 0.5f), new byte[0]))
        .contains("AUROC –")
        .doesNotContain("NaN");
  }

  @Test
  void theThresholdIsInTheHistogramEvenIfNoScoreIsNearIt() {
    assertThat(section(result("hole", Verdict.OK, 0.01f), new byte[0]))
        .contains("<line class=\"threshold\"")
        .contains(">1.000</text>");
  }

  private static String section(ImageResult result, byte[] heat) {
    var shot = new Shot(result, false, new byte[] {1}, heat);
    var score =
        new TaskScore(
            "cap",
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of("cap", 1L),
            0,
            0,
            0,
            0,
            List.of(result));
    return TaskSection.of(score, Optional.of(HOSTILE), new Gallery(Map.of("cap", List.of(shot))))
        .markup();
  }

  private static ImageResult result(String kind, Verdict verdict, float score) {
    var image =
        new TestImage(Path.of("x.png"), "test/" + kind + "/0.png", true, kind, Optional.empty());
    return new ImageResult(image, "cap", score, 1, verdict);
  }
}
