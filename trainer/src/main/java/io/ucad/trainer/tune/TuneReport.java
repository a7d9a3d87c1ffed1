package io.ucad.trainer.tune;

import io.ucad.store.TaskName;
import io.ucad.store.Unchanged;
import io.ucad.store.Version;
import java.util.List;

/**
 * How a task judged and judges, and proof that nothing else changed.
 *
 * @param version the new version, or the latest one if it judged so already
 * @param published whether there is a new version
 * @param calibrated held-out normal images that thresholds stand on
 * @param attainableRate the smallest false-alarm rate that so many images can guarantee
 * @param unchanged every other task, with what was published before and what was read back now
 */
public record TuneReport(
    Version version,
    TaskName task,
    boolean published,
    Strictness before,
    Strictness after,
    int calibrated,
    double attainableRate,
    List<Unchanged> unchanged) {
  public TuneReport {
    unchanged = List.copyOf(unchanged);
  }
}
