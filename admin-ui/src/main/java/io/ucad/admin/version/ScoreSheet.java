package io.ucad.admin.version;

import io.ucad.detector.Verdict;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.evaluation.RankedScores;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.List;

/**
 * What a version says of every test image of a task: enough for exact curves, whatever the
 * thresholds.
 *
 * @param images in the order of the test set
 */
public record ScoreSheet(List<ScoredImage> images) {
  public ScoreSheet {
    images = List.copyOf(images);
  }

  static ScoreSheet of(TaskScore score) {
    return new ScoreSheet(score.results().stream().map(ScoreSheet::image).toList());
  }

  private static ScoredImage image(ImageResult result) {
    return new ScoredImage(
        result.image().name(),
        result.image().kind(),
        result.routedTo(),
        result.verdict() != Verdict.UNKNOWN,
        result.score());
  }

  /** The images that are judged by the thresholds of a task. */
  public List<ScoredImage> judgedBy(String task) {
    return images.stream().filter(i -> i.known() && i.nearest().equals(task)).toList();
  }

  /**
   * ROC and precision-recall at once, from the highest score down.
   *
   * @param most points; with as many images or fewer there is a point for every distinct score
   * @return none unless there are good and defective images
   */
  public List<OperatingPoint> curve(int most) {
    float[] scores = new float[images.size()];
    boolean[] defective = new boolean[images.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = images.get(i).score();
      defective[i] = images.get(i).defective();
    }
    return OperatingPoint.curve(RankedScores.of(scores, defective), most);
  }
}
