package io.ucad.trainer.prompt;

import java.util.Arrays;

/**
 * The whole state of prompt training after an epoch.
 *
 * @param epoch number of epochs done
 * @param prompts current parameters
 * @param optimiser current state of Adam
 * @param losses mean loss of every epoch done
 * @param criterion judgement after 0, 1, ... epochs; NaN where nobody judged
 * @param best parameters with the highest judgement so far, the earliest of equals
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record Checkpoint(
    int epoch,
    PromptState prompts,
    Adam optimiser,
    double[] losses,
    double[] criterion,
    PromptState best) {

  static Checkpoint initial(PromptState prompts, double learningRate) {
    return new Checkpoint(
        0,
        prompts,
        new Adam(learningRate, prompts.values().length),
        new double[0],
        new double[0],
        prompts);
  }

  /** A state that can be trained on without changing this one. */
  Checkpoint copy() {
    return new Checkpoint(epoch, prompts.copy(), optimiser.copy(), losses, criterion, best);
  }

  Checkpoint after(int newEpoch, double loss) {
    double[] all = Arrays.copyOf(losses, newEpoch);
    all[newEpoch - 1] = loss;
    return new Checkpoint(newEpoch, prompts, optimiser, all, criterion, best);
  }

  Checkpoint judged(double value) {
    double[] all = Arrays.copyOf(criterion, epoch + 1);
    all[epoch] = value;
    boolean better = epoch > 0 && value > highest();
    return new Checkpoint(epoch, prompts, optimiser, losses, all, better ? prompts.copy() : best);
  }

  /** The highest judgement so far. */
  double highest() {
    return Arrays.stream(criterion).max().orElse(Double.NaN);
  }

  /** The epoch with the highest judgement, the earliest of equals. */
  int bestEpoch() {
    int at = 0;
    for (int i = 1; i < criterion.length; i++) {
      if (criterion[i] > criterion[at]) {
        at = i;
      }
    }
    return at;
  }
}
