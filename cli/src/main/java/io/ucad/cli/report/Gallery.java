package io.ucad.cli.report;

import java.util.List;
import java.util.Map;

/**
 * Test images worth a look, by task.
 *
 * @param shots the worst first; wrong answers before right ones
 */
public record Gallery(Map<String, List<Shot>> shots) {
  /** Not drawn (yet). */
  public static final Gallery NONE = new Gallery(Map.of());

  public Gallery {
    shots = Map.copyOf(shots);
  }

  List<Shot> of(String task, boolean right) {
    return shots.getOrDefault(task, List.of()).stream().filter(s -> s.right() == right).toList();
  }
}
