package io.ucad.detector;

import java.util.EnumMap;
import java.util.Map;

/** Adds up where the time of one batch goes. */
final class Stopwatch {
  enum Phase {
    PREPARE,
    BACKBONE,
    ROUTING,
    SCORING
  }

  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private long last = System.nanoTime();

  /** Books the time since the last lap. */
  void lap(Phase phase) {
    long now = System.nanoTime();
    nanos.merge(phase, now - last, Long::sum);
    last = now;
  }

  Timings timings() {
    return new Timings(
        millis(Phase.PREPARE),
        millis(Phase.BACKBONE),
        millis(Phase.ROUTING),
        millis(Phase.SCORING));
  }

  private double millis(Phase phase) {
    return nanos.getOrDefault(phase, 0L) / 1e6;
  }
}
