package io.ucad.admin.version;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores counted in equal steps from the lowest to the highest of all.
 *
 * @param low where the first step begins
 * @param high where the last step ends, greater than {@code low}
 * @param normal held-out normal images in each step
 * @param good good test images
 * @param defective defective test images
 */
public record ScoreBins(
    float low, float high, List<Integer> normal, List<Integer> good, List<Integer> defective) {
  private static final int STEPS = 40;

  /**
   * Counts.
   *
   * @param calibration scores of held-out normal images, ascending, at least one
   * @param images test images that the task judges
   */
  public static ScoreBins of(float[] calibration, List<ScoredImage> images) {
    float low = calibration[0];
    float high = calibration[calibration.length - 1];
    for (ScoredImage image : images) {
      low = Math.min(low, image.score());
      high = Math.max(high, image.score());
    }
    if (!(high > low)) {
      high = Math.nextUp(low) + Math.abs(low) * 1e-3f + 1e-6f;
    }
    int[] normal = new int[STEPS];
    int[] good = new int[STEPS];
    int[] defective = new int[STEPS];
    for (float score : calibration) {
      normal[step(score, low, high)]++;
    }
    for (ScoredImage image : images) {
      (image.defective() ? defective : good)[step(image.score(), low, high)]++;
    }
    return new ScoreBins(low, high, boxed(normal), boxed(good), boxed(defective));
  }

  private static int step(float score, float low, float high) {
    return Math.min(STEPS - 1, (int) ((score - low) / (high - low) * STEPS));
  }

  private static List<Integer> boxed(int[] counts) {
    List<Integer> boxed = new ArrayList<>();
    for (int count : counts) {
      boxed.add(count);
    }
    return List.copyOf(boxed);
  }

  /** How many steps there are. */
  public int steps() {
    return normal.size();
  }

  /** Where a step begins. */
  public double from(int step) {
    return low + (double) (high - low) * step / steps();
  }
}
