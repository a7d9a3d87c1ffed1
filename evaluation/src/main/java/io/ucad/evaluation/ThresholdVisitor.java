package io.ucad.evaluation;

/**
 * Receives the distinct scores from the highest to the lowest. Items with equal scores come in one
 * call: no threshold can tell them apart.
 */
interface ThresholdVisitor {
  /**
   * Takes all items of one score.
   *
   * @param threshold the score
   * @param defective number of defective items with exactly this score
   * @param normal number of normal items with exactly this score
   */
  void visit(double threshold, long defective, long normal);
}
