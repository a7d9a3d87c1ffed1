package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.GateReport;
import io.ucad.admin.version.VersionService;

/** Why a version may not go to production, and the way around it for administrators. */
final class GateRefusal extends Div {
  private static final long serialVersionUID = 1;

  private final transient VersionService versions;
  private final transient GateReport report;
  private final transient Runnable moved;

  /**
   * @param moved is told when it went to production all the same
   */
  GateRefusal(VersionService versions, GateReport report, boolean administers, Runnable moved) {
    this.versions = versions;
    this.report = report;
    this.moved = moved;
    addClassNames("panel", "warning");
    var list = new UnorderedList();
    report.refusals().forEach(refusal -> list.add(new ListItem(words(refusal))));
    add(
        new H2(
            Words.t(
                "gate.closed",
                report.production().map(p -> "v" + p).orElse(""),
                String.valueOf(report.largestDrop()))),
        list);
    if (administers) {
      add(Parts.danger(Words.t("gate.override"), VaadinIcon.UNLOCK, this::ask));
    }
  }

  private static String words(GateReport.Refusal refusal) {
    return refusal.vanished()
        ? Words.t("gate.vanished", refusal.task(), Words.figure(refusal.before()))
        : Words.t(
            "gate.fell",
            refusal.task(),
            Words.figure(refusal.before()),
            Words.figure(refusal.after()),
            refusal.imagesBefore(),
            refusal.imagesAfter());
  }

  private void ask() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("gate.override.title", "v" + report.version()));
    var reason = new TextArea(Words.t("gate.reason"));
    reason.setWidthFull();
    dialog.add(Parts.box("column form", new Paragraph(Words.t("gate.override.text")), reason));
    Button go =
        Parts.primary(
            Words.t("gate.override"),
            VaadinIcon.UNLOCK,
            () -> {
              try {
                versions.overrideGate(report.version(), reason.getValue());
                dialog.close();
                moved.run();
              } catch (UserProblem e) {
                reason.setInvalid(true);
                reason.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), go);
    dialog.open();
  }
}
