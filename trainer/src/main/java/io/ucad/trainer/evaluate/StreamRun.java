package io.ucad.trainer.evaluate;

import io.ucad.evaluation.TaskMatrix;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One run of the continual protocol: the tasks learned in order, after each the model tested on
 * every task learned so far.
 *
 * @param seed of all randomness
 * @param tasks in the order learned
 * @param matrices R[l][j] by metric: {@code imageAuroc}, {@code pixelAp}, {@code pixelAuroc},
 *     {@code aupro}
 * @param fwt forward transfer of the image AUROC against 0.5, the AUROC of a model that was never
 *     trained and says the same of every image
 * @param routingAccuracy share of the images of the last stage whose nearest task was their own
 * @param last the scores of the last stage, by task
 * @param decisions what was decided about the prompts of each task, and why
 * @param seconds wall-clock time of learning and testing
 */
public record StreamRun(
    long seed,
    List<String> tasks,
    Map<String, TaskMatrix> matrices,
    OptionalDouble fwt,
    double routingAccuracy,
    List<TaskScore> last,
    Map<String, String> decisions,
    double seconds) {
  public StreamRun {
    tasks = List.copyOf(tasks);
    matrices = Map.copyOf(matrices);
    last = List.copyOf(last);
    decisions = Map.copyOf(decisions);
  }
}
