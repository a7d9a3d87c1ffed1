package io.ucad.admin.ui;

import com.vaadin.flow.component.progressbar.ProgressBar;

/** How far something is, 0 to 1. */
final class Meter extends ProgressBar {
  private static final long serialVersionUID = 1;

  Meter(double share) {
    addClassName("meter");
    set(share);
    getElement().setAttribute("aria-label", Words.t("job.progress"));
  }

  void set(double share) {
    setValue(Math.clamp(share, 0, 1));
  }
}
