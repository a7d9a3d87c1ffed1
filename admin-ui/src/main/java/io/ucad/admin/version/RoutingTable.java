package io.ucad.admin.version;

import java.util.List;

/**
 * A page of the tasks of a version, and to which tasks their test images were routed.
 *
 * @param tasks rows: whose images they are
 * @param routed columns: tasks that any of them was routed to; those of no image are left out
 * @param counts {@code [tasks][routed]} images
 * @param unknown images of each task that were rejected as of no known product
 * @param all how many tasks there are on all pages
 */
public record RoutingTable(
    List<String> tasks,
    List<String> routed,
    List<List<Long>> counts,
    List<Long> unknown,
    long all) {
  public RoutingTable {
    tasks = List.copyOf(tasks);
    routed = List.copyOf(routed);
    counts = counts.stream().map(List::copyOf).toList();
    unknown = List.copyOf(unknown);
  }
}
