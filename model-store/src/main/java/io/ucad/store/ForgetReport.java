package io.ucad.store;

import java.util.List;

/**
 * Proof that a task is out of the newest version and that no other task changed.
 *
 * @param version the new version, without the task
 * @param forgotten the entry that it no longer has
 * @param unchanged every other task, with what was published before and what was read back now
 * @param stillHeldBy older versions that still hold the task's file, until they are collected
 */
public record ForgetReport(
    Version version, TaskEntry forgotten, List<Unchanged> unchanged, List<VersionId> stillHeldBy) {

  public ForgetReport {
    unchanged = List.copyOf(unchanged);
    stillHeldBy = List.copyOf(stillHeldBy);
  }
}
