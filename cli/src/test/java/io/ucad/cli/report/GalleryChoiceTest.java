package io.ucad.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.Verdict;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GalleryChoiceTest {
  @Test
  void theWorstAnswersComeFirst() {
    List<ImageResult> results =
        List.of(
            result("barely-missed", "hole", "cap", 0.9f, Verdict.OK),
            result("found", "hole", "cap", 1.5f, Verdict.NG),
            result("missed", "hole", "cap", 0.2f, Verdict.OK),
            result("misrouted", "good", "tile", 0.9f, Verdict.OK),
            result("fine", "good", "cap", 0.4f, Verdict.OK));
    assertThat(names(results))
        .containsExactly("misrouted", "missed", "barely-missed", "found", "fine");
  }

  @Test
  void thereAreNeverTooMany() {
    List<ImageResult> results = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      results.add(result("missed" + i, "hole", "cap", 0.5f, Verdict.OK));
      results.add(result("found" + i, "hole", "cap", 1.5f, Verdict.NG));
      results.add(result("fine" + i, "good", "cap", 0.5f, Verdict.OK));
    }
    assertThat(names(results)).hasSize(12);
  }

  private static List<String> names(List<ImageResult> results) {
    var score =
        new TaskScore(
            "cap",
            results.size(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            0,
            0,
            0,
            0,
            results);
    return GalleryChoice.of(score).stream().map(r -> r.image().name()).toList();
  }

  private static ImageResult result(
      String name, String kind, String routedTo, float score, Verdict verdict) {
    var image = new TestImage(Path.of(name), name, !kind.equals("good"), kind, Optional.empty());
    return new ImageResult(image, routedTo, score, 1, verdict);
  }
}
