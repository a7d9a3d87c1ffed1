package io.ucad.evaluation;

/** How many items (images or pixels) are defective and how many normal. */
record ClassCounts(long defective, long normal) {
  /**
   * Ranking metrics compare the two classes: with one of them empty there is nothing to compare.
   */
  boolean bothPresent() {
    return defective > 0 && normal > 0;
  }
}
