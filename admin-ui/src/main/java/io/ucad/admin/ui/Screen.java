package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;

/** A screen within the frame. */
abstract class Screen extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1;

  Screen() {
    addClassName("screen");
  }

  /** What the browser's tab says. */
  abstract String title();

  @Override
  public final String getPageTitle() {
    return title() + " · UCAD";
  }
}
