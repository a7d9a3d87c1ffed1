package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.NumberField;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.GateService;

/** The gate before production, and how far it is open. */
final class GatePanel extends Div {
  private static final long serialVersionUID = 1;

  GatePanel(GateService gate, boolean administers) {
    addClassName("panel");
    var limit = new NumberField(Words.t("gate.limit"));
    limit.setWidth("18em");
    limit.setMin(0);
    limit.setMax(1);
    limit.setStep(0.001);
    limit.setValue(gate.largestDrop());
    limit.setReadOnly(!administers);
    Button save =
        Parts.plain(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              try {
                gate.change(limit.getValue() == null ? Double.NaN : limit.getValue());
                Parts.done(Words.t("gate.saved"));
              } catch (UserProblem e) {
                limit.setInvalid(true);
                limit.setErrorMessage(Sentences.of(e));
              }
            });
    save.setVisible(administers);
    add(
        new H2(Words.t("gate.title")),
        Parts.text("muted", Words.t("gate.text")),
        Parts.box("row bottom", limit, save));
  }
}
