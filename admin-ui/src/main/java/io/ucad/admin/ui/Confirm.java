package io.ucad.admin.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something that cannot be undone. */
final class Confirm {
  private Confirm() {}

  static void ask(String title, String text, String action, Runnable confirmed) {
    var dialog = new ConfirmDialog(title, text, action, event -> confirmed.run());
    dialog.setCancelable(true);
    dialog.setCancelText(Words.t("action.cancel"));
    dialog.setConfirmButtonTheme("error primary");
    dialog.open();
  }
}
