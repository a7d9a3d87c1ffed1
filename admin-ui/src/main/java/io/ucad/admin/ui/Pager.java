package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Goes through pages. */
final class Pager extends Div {
  private static final long serialVersionUID = 1;

  private final int size;
  private final transient Runnable turned;
  private final Button back = new Button(VaadinIcon.ANGLE_LEFT.create(), click -> turn(-1));
  private final Button on = new Button(VaadinIcon.ANGLE_RIGHT.create(), click -> turn(1));
  private final Span place = new Span();
  private int page;

  /**
   * @param size of a page
   * @param turned is told when there is another page to show
   */
  Pager(int size, Runnable turned) {
    this.size = size;
    this.turned = turned;
    addClassNames("row", "pager");
    back.setAriaLabel(Words.t("pager.back"));
    on.setAriaLabel(Words.t("pager.on"));
    add(back, place, on);
  }

  /** From 0. */
  int page() {
    return page;
  }

  /** Goes to the first page. */
  void first() {
    page = 0;
    turned.run();
  }

  /** How much there is on all pages. */
  void count(long all) {
    long last = Math.max(0, (all - 1) / size);
    page = (int) Math.min(page, last);
    setVisible(last > 0);
    back.setEnabled(page > 0);
    on.setEnabled(page < last);
    place.setText(
        Words.t(
            "pager.place", (long) page * size + 1, Math.min(all, (long) (page + 1) * size), all));
  }

  private void turn(int by) {
    page += by;
    turned.run();
  }
}
