package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import io.ucad.admin.version.Lineage;
import java.util.Formatter;
import java.util.Locale;

/** The piece of the tree of versions beside one line of their list. */
final class LineageLine extends Div {
  private static final long serialVersionUID = 1;
  private static final int LANE = 16;

  /**
   * @param lanes how many lanes the widest line of the page has
   */
  LineageLine(Lineage.Row row, int lanes) {
    addClassName("lanes");
    int width = width(lanes);
    getStyle().set("--knot", middle(row.lane()) + "px");
    var svg = new Formatter(Locale.ROOT);
    svg.format("<svg viewBox='0 0 %d 100' preserveAspectRatio='none' aria-hidden='true'>", width);
    row.above().forEach(lane -> path(svg, lane, 0, row.lane(), 50));
    row.passing().forEach(lane -> path(svg, lane, 0, lane, 100));
    if (row.below()) {
      path(svg, row.lane(), 50, row.lane(), 100);
    }
    svg.format("</svg><i></i>");
    getElement().setProperty("innerHTML", svg.toString());
  }

  /** What lanes take, in pixels. */
  static int width(int lanes) {
    return LANE * lanes;
  }

  private static int middle(int lane) {
    return lane * LANE + LANE / 2;
  }

  private static void path(Formatter svg, int from, int top, int to, int bottom) {
    int bend = (top + bottom) / 2;
    svg.format(
        "<path d='M%d %d C%d %d %d %d %d %d'/>",
        middle(from), top, middle(from), bend, middle(to), bend, middle(to), bottom);
  }
}
