package io.ucad.admin.version;

/**
 * What two thresholds would have made of the test images of a task. Labels serve to show this and
 * for nothing else.
 *
 * @param good good images that the task itself judges
 * @param falseAlarms of those, over the NG threshold
 * @param defective defective images that the task itself judges
 * @param missed of those, not over the review threshold
 * @param review images of both kinds between the two
 * @param elsewhere images that another task judges, or that were rejected as of no known product:
 *     these thresholds do not matter to them
 */
public record Consequences(
    int good, int falseAlarms, int defective, int missed, int review, int elsewhere) {

  /**
   * As the detector decides.
   *
   * @param threshold scores above it are NG
   * @param reviewThreshold scores above it, up to the threshold, are REVIEW
   */
  public static Consequences of(
      ScoreSheet sheet, String task, float threshold, float reviewThreshold) {
    int good = 0;
    int falseAlarms = 0;
    int defective = 0;
    int missed = 0;
    int review = 0;
    var judged = sheet.judgedBy(task);
    for (ScoredImage image : judged) {
      boolean ng = image.score() > threshold;
      boolean ok = !ng && image.score() <= reviewThreshold;
      review += ng || ok ? 0 : 1;
      if (image.defective()) {
        defective++;
        missed += ok ? 1 : 0;
      } else {
        good++;
        falseAlarms += ng ? 1 : 0;
      }
    }
    return new Consequences(
        good, falseAlarms, defective, missed, review, sheet.images().size() - judged.size());
  }

  /** Images that the task itself judges. */
  public int judged() {
    return good + defective;
  }
}
