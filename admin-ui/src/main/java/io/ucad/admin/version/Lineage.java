package io.ucad.admin.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tree of versions as lanes beside a list: a version stands in one lane, which leads down to
 * its parent.
 *
 * @param rows for each version, the newest first
 */
public record Lineage(List<Row> rows) {
  public Lineage {
    rows = List.copyOf(rows);
  }

  /**
   * One version.
   *
   * @param lane that it stands in, from 0
   * @param above lanes that come to it from children above; none for one without children
   * @param below whether its lane goes on to a parent
   * @param passing other lanes, which pass by
   */
  public record Row(
      int version, int lane, List<Integer> above, boolean below, List<Integer> passing) {
    public Row {
      above = List.copyOf(above);
      passing = List.copyOf(passing);
    }

    /** How many lanes wide it is. */
    public int lanes() {
      int widest = lane;
      for (int one : above) {
        widest = Math.max(widest, one);
      }
      for (int one : passing) {
        widest = Math.max(widest, one);
      }
      return widest + 1;
    }
  }

  /**
   * @param parents of all versions; a parent that is not among them counts as none
   */
  static Lineage of(Map<Integer, Optional<Integer>> parents) {
    var newestFirst = new TreeMap<Integer, Optional<Integer>>(Comparator.reverseOrder());
    newestFirst.putAll(parents);
    List<Row> rows = new ArrayList<>();
    // What every lane leads down to; a free lane leads nowhere.
    List<Optional<Integer>> lanes = new ArrayList<>();
    newestFirst.forEach(
        (version, parent) -> {
          List<Integer> above = new ArrayList<>();
          List<Integer> passing = new ArrayList<>();
          for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).isPresent()) {
              (lanes.get(i).get().equals(version) ? above : passing).add(i);
            }
          }
          above.forEach(lane -> lanes.set(lane, Optional.empty()));
          int lane = above.isEmpty() ? free(lanes) : above.get(0);
          Optional<Integer> known = parent.filter(parents::containsKey);
          lanes.set(lane, known);
          rows.add(new Row(version, lane, above, known.isPresent(), passing));
        });
    return new Lineage(rows);
  }

  private static int free(List<Optional<Integer>> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).isEmpty()) {
        return i;
      }
    }
    lanes.add(Optional.empty());
    return lanes.size() - 1;
  }
}
