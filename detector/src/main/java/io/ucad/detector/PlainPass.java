package io.ucad.detector;

import ai.djl.ndarray.NDList;
import io.ucad.detector.routing.Route;
import java.util.Collections;
import java.util.List;

/**
 * The plain pass over those images of a batch that have to be routed.
 *
 * @param taps outputs of the blocks tapped, {@code [items, tokens, dim]} each
 * @param items positions in the batch, ascending; row r of the taps is that of {@code items[r]}
 * @param routes one for each of the items
 */
record PlainPass(NDList taps, List<Integer> items, List<Route> routes) {
  /** Every image of the batch names its task. */
  static final PlainPass NONE = new PlainPass(new NDList(), List.of(), List.of());

  boolean has(int item) {
    return rowOf(item) >= 0;
  }

  /** Negative if the item was not in the pass. */
  int rowOf(int item) {
    return Collections.binarySearch(items, item);
  }

  Route routeOf(int item) {
    return routes.get(rowOf(item));
  }
}
