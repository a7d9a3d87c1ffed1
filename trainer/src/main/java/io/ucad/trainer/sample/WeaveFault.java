package io.ucad.trainer.sample;

/**
 * Where a weave goes wrong.
 *
 * @param first first weft thread at fault
 * @param end one past the last
 * @param from where along the thread it starts, part units
 * @param to where it ends
 * @param doubled the thread floats above all others; else it is missing
 */
record WeaveFault(int first, int end, double from, double to, boolean doubled) {
  static final WeaveFault NONE = new WeaveFault(0, 0, 0, 0, false);

  boolean holds(int thread, double x) {
    return thread >= first && thread < end && x >= from && x <= to;
  }
}
