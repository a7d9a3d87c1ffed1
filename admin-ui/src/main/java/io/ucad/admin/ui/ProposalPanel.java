package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.InspectionRow;
import io.ucad.admin.inspect.ProposalService;
import java.util.LinkedHashSet;
import java.util.Set;

/** Inspected images that are offered to a task, to be taken or left out. */
final class ProposalPanel extends Div {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 24;

  private final transient ProposalService proposals;
  private final String task;
  private final boolean operates;
  private final transient Runnable changed;
  private final Set<Long> chosen = new LinkedHashSet<>();
  private final Div tiles = Parts.box("images");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private final Span number = Parts.text("muted", "");
  private final Button accept =
      Parts.primary(Words.t("offer.accept"), VaadinIcon.CHECK, this::accept);
  private final Button decline =
      Parts.plain(Words.t("offer.decline"), VaadinIcon.CLOSE_SMALL, this::decline);

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
    Button all = Parts.plain(Words.t("images.choose"), VaadinIcon.CHECK_SQUARE_O, this::choosePage);
    Parts.show(operates, accept, decline, all);
    add(
        new H2(Words.t("offer.title")),
        new Paragraph(Words.t("offer.lead")),
        Parts.box("row", Parts.box("spring"), number, all, decline, accept),
        tiles,
        pager);
    refresh();
  }

  private void refresh() {
    long all = proposals.count(task);
    setVisible(all > 0);
    pager.count(all);
    chosen.clear();
    tiles.removeAll();
    proposals.list(task, pager.page(), PAGE).forEach(row -> tiles.add(tile(row)));
    tell();
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
      var check = new Checkbox();
      check.setAriaLabel(row.name());
      check.addClassName("image-check");
      check.addValueChangeListener(
          change -> {
            if (change.getValue()) {
              chosen.add(row.id());
            } else {
              chosen.remove(row.id());
            }
            tell();
          });
      tile.add(check);
    }
    return tile;
  }

  private void tell() {
    number.setText(chosen.isEmpty() ? "" : Words.t("images.chosen", chosen.size()));
    accept.setEnabled(!chosen.isEmpty());
    decline.setEnabled(!chosen.isEmpty());
  }

  private void choosePage() {
    tiles
        .getChildren()
        .flatMap(tile -> tile.getChildren())
        .filter(Checkbox.class::isInstance)
        .forEach(check -> ((Checkbox) check).setValue(true));
  }

  private void accept() {
    ProposalService.Accepted accepted = proposals.accept(task, Set.copyOf(chosen));
    Parts.done(Words.t("offer.accepted", accepted.taken(), accepted.there()));
    changed.run();
  }

  private void decline() {
    Parts.done(Words.t("offer.declined", proposals.decline(task, Set.copyOf(chosen))));
    refresh();
  }
}
