package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.InspectionRow;
import io.ucad.admin.inspect.ProposalService;

/** Inspected images that are offered to a task, to be taken or left out. */
final class ProposalPanel extends Div {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 24;

  private final transient ProposalService proposals;
  private final String task;
  private final boolean operates;
  private final transient Runnable changed;
  private final Div tiles = Parts.box("images");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private final Button accept =
      Parts.primary(Words.t("offer.accept"), VaadinIcon.CHECK, this::accept);
  private final Button decline =
      Parts.plain(Words.t("offer.decline"), VaadinIcon.CLOSE_SMALL, this::decline);
  private final transient Selection selection = new Selection(accept, decline);

  /**
   * @param operates whether this person may decide
   * @param changed is told when the task has other images than before
   */
  ProposalPanel(ProposalService proposals, String task, boolean operates, Runnable changed) {
    this.proposals = proposals;
    this.task = task;
    this.operates = operates;
    this.changed = changed;
    addClassName("panel");
    Parts.show(operates, accept, decline, selection.all());
    add(
        new H2(Words.t("offer.title")),
        new Paragraph(Words.t("offer.lead")),
        Parts.box("row", Parts.box("spring"), selection.number(), selection.all(), decline, accept),
        tiles,
        pager);
    refresh();
  }

  private void refresh() {
    long all = proposals.count(task);
    setVisible(all > 0);
    pager.count(all);
    selection.clear();
    tiles.removeAll();
    proposals.list(task, pager.page(), PAGE).forEach(row -> tiles.add(tile(row)));
  }

  private Div tile(InspectionRow row) {
    boolean good = row.feedback() == Feedback.FALSE_ALARM;
    var picture = new Image("media/thumb/" + row.sha256(), row.name());
    picture.getElement().setAttribute("loading", "lazy");
    Div tile =
        Parts.box(
            "image",
            Parts.box("image-frame", picture),
            new Anchor("inspect/" + row.id(), row.name()),
            Parts.box(
                "row small",
                Parts.state(good ? "good" : "bad", Words.t(good ? "offer.training" : "offer.test")),
                Parts.text("muted", row.feedbackActor())),
            Parts.text("muted image-name", row.note()));
    if (operates) {
      tile.add(selection.check(row.id(), row.name()));
    }
    return tile;
  }

  private void accept() {
    ProposalService.Accepted accepted = proposals.accept(task, selection.chosen());
    Parts.done(Words.t("offer.accepted", accepted.taken(), accepted.there()));
    changed.run();
  }

  private void decline() {
    Parts.done(Words.t("offer.declined", proposals.decline(task, selection.chosen())));
    refresh();
  }
}
