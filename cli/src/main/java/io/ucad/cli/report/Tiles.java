package io.ucad.cli.report;

import java.util.ArrayList;
import java.util.List;

/** The few figures that matter most, in large print. */
final class Tiles {
  private final List<Html> tiles = new ArrayList<>();

  /**
   * @param note what the figure is, in a few words
   */
  Tiles add(String label, Html value, String note) {
    tiles.add(
        Html.of(
            "<div class=\"tile\"><span class=\"label\">{}</span><span class=\"value\">{}</span>"
                + "<span class=\"note\">{}</span></div>",
            label,
            value,
            note));
    return this;
  }

  Html html() {
    return Html.of("<div class=\"tiles\">{}</div>", Html.join(tiles));
  }
}
