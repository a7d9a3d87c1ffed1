package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import io.ucad.admin.audit.AuditRecord;

/** One change: when, who, what, and how it was before and is after. Long values fold. */
final class AuditLine extends Div {
  private static final long serialVersionUID = 1;
  private static final int SHORT = 120;
  private static final int BEGINNING = 80;

  AuditLine(AuditRecord entry) {
    addClassName("change");
    var values = Parts.box("change-values");
    value(values, Words.t("audit.before"), entry.before());
    value(values, Words.t("audit.after"), entry.after());
    add(
        Parts.text("muted", Words.moment(entry.at())),
        Parts.text("strong", entry.actor()),
        Parts.text("code", entry.action()),
        Parts.text("change-subject", entry.subject()),
        values);
  }

  private static void value(Div values, String name, String value) {
    if (value.isBlank()) {
      return;
    }
    var shown = Parts.text("change-value", value);
    values.add(
        Parts.box(
            "change-side",
            Parts.text("muted", name),
            value.length() <= SHORT && value.lines().count() == 1 ? shown : folded(value, shown)));
  }

  private static NativeDetails folded(String value, Span shown) {
    String beginning = value.lines().findFirst().orElse("").strip();
    return new NativeDetails(
        beginning.substring(0, Math.min(BEGINNING, beginning.length())) + " …", shown);
  }
}
