package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.InspectionFilter;
import io.ucad.admin.inspect.InspectionRow;
import io.ucad.admin.inspect.InspectionService;
import io.ucad.admin.inspect.Proposal;
import io.ucad.detector.Verdict;

/** What was inspected, page by page. */
final class HistoryPanel extends Div {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;

  private final transient InspectionService inspections;
  private final Select<String> task = new Select<>();
  private final Select<Verdict> verdict = new Select<>();
  private final Select<Feedback> feedback = new Select<>();
  private final Div list = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);

  HistoryPanel(InspectionService inspections) {
    this.inspections = inspections;
    addClassName("panel");
    String all = Words.t("images.all");
    filter(task, Words.t("inspect.task"));
    task.setItems(inspections.inspectedTasks());
    filter(verdict, Words.t("inspect.verdict"));
    verdict.setItems(Verdict.values());
    verdict.setItemLabelGenerator(v -> v == null ? all : Words.t("verdict", v));
    filter(feedback, Words.t("inspect.feedback"));
    feedback.setItems(Feedback.values());
    feedback.setItemLabelGenerator(f -> f == null ? all : Words.t("feedback", f));
    add(
        new H2(Words.t("inspect.history")),
        Parts.box("row bottom", task, verdict, feedback),
        list,
        pager);
    refresh();
  }

  private <T> void filter(Select<T> select, String label) {
    select.setLabel(label);
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption(Words.t("images.all"));
    select.addValueChangeListener(change -> pager.first());
  }

  /** Shows what is there now. */
  void refresh() {
    var filter =
        new InspectionFilter(
            task.getValue() == null ? "" : task.getValue(),
            verdict.getValue(),
            feedback.getValue());
    long all = inspections.count(filter);
    pager.count(all);
    list.removeAll();
    if (all == 0) {
      list.add(
          Parts.empty(
              VaadinIcon.EYE,
              Words.t("inspect.history.empty.title"),
              Words.t("inspect.history.empty.text")));
      return;
    }
    inspections.list(filter, pager.page(), PAGE).forEach(row -> list.add(line(row)));
  }

  static Div line(InspectionRow row) {
    var picture = new Image("media/thumb/" + row.sha256(), "");
    picture.addClassName("line-picture");
    picture.getElement().setAttribute("loading", "lazy");
    var link = new Anchor("inspect/" + row.id(), row.name());
    link.addClassNames("cut", "line-name");
    Div line =
        Parts.box(
            "line",
            picture,
            link,
            Parts.text("grow cut", row.verdict() == Verdict.UNKNOWN ? "–" : row.task()),
            FindingPanel.state(row.verdict()),
            Parts.text("number", Words.figure(row.score())));
    if (row.feedback() != Feedback.NONE) {
      line.add(said(row));
    }
    line.add(
        new Anchor("versions/" + row.version(), "v" + row.version()),
        Parts.text("muted", row.actor()),
        Parts.text("muted nowrap", Words.date(row.at())));
    return line;
  }

  /** What somebody said, and what became of it. */
  static Div said(InspectionRow row) {
    Div said = Parts.box("row small", Parts.state("busy", Words.t("feedback", row.feedback())));
    if (row.proposal() != Proposal.NONE) {
      said.add(Parts.text("muted", Words.t("proposal", row.proposal())));
    }
    return said;
  }
}
