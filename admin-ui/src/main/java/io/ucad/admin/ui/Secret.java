package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a secret, once. */
final class Secret {
  private Secret() {}

  /** One that is not kept. */
  static void show(String title, String secret) {
    show(title, secret, Words.t("secret.once"));
  }

  /**
   * @param note what to do with it
   */
  static void show(String title, String secret, String note) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    var field = new TextField();
    field.setValue(secret);
    field.setReadOnly(true);
    field.setWidthFull();
    field.setAutoselect(true);
    field.setAriaLabel(title);
    dialog.add(new Paragraph(note), field);
    dialog.getFooter().add(new Button(Words.t("action.close"), click -> dialog.close()));
    dialog.open();
  }
}
