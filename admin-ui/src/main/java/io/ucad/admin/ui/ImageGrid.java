package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.Split;
import java.util.List;

/** The images of a task, page by page, to look at, choose, relabel and delete. */
final class ImageGrid extends Div {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 60;

  private final transient ImageService images;
  private final String task;
  private final boolean operates;
  private final transient Runnable changed;
  private final Select<Split> split = new Select<>();
  private final Select<String> label = new Select<>();
  private final Div tiles = Parts.box("images");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private final Button relabel =
      Parts.plain(Words.t("images.relabel"), VaadinIcon.TAG, this::openRelabel);
  private final Button delete =
      Parts.danger(Words.t("images.delete"), VaadinIcon.TRASH, this::askDelete);
  private final transient Selection selection = new Selection(relabel, delete);

  /**
   * @param operates whether images may be changed
   * @param changed is told when they were
   */
  ImageGrid(ImageService images, String task, boolean operates, Runnable changed) {
    this.images = images;
    this.task = task;
    this.operates = operates;
    this.changed = changed;
    addClassName("panel");
    split.setLabel(Words.t("upload.split"));
    split.setEmptySelectionAllowed(true);
    split.setEmptySelectionCaption(Words.t("images.all"));
    split.setItems(Split.values());
    split.setItemLabelGenerator(
        value -> value == null ? Words.t("images.all") : Words.t("split", value));
    label.setLabel(Words.t("upload.label"));
    label.setEmptySelectionAllowed(true);
    label.setEmptySelectionCaption(Words.t("images.all"));
    label.setItems(images.labels(task));
    split.addValueChangeListener(change -> pager.first());
    label.addValueChangeListener(change -> pager.first());
    Parts.show(operates, relabel, delete, selection.all());
    add(
        new com.vaadin.flow.component.html.H2(Words.t("images.title")),
        Parts.box(
            "row bottom",
            split,
            label,
            Parts.box("spring"),
            selection.number(),
            selection.all(),
            relabel,
            delete),
        tiles,
        pager);
    refresh();
  }

  private void refresh() {
    String wanted = label.getValue() == null ? "" : label.getValue();
    long found = images.count(task, split.getValue(), wanted);
    pager.count(found);
    selection.clear();
    show(images.list(task, split.getValue(), wanted, pager.page(), PAGE), (int) found);
  }

  private void show(List<ImageRow> rows, int all) {
    tiles.removeAll();
    for (int i = 0; i < rows.size(); i++) {
      tiles.add(tile(rows.get(i), pager.page() * PAGE + i, all));
    }
    if (rows.isEmpty()) {
      tiles.add(
          Parts.empty(
              VaadinIcon.PICTURE, Words.t("images.empty.title"), Words.t("images.empty.text")));
    }
  }

  private Div tile(ImageRow row, int place, int all) {
    var picture = new Image("media/thumb/" + row.sha256(), row.name());
    picture.getElement().setAttribute("loading", "lazy");
    var frame = new NativeButton("", click -> look(place, all));
    frame.addClassNames("image-frame", "image-open");
    frame.getElement().setAttribute("aria-label", Words.t("image.open", row.name()));
    frame.add(picture);
    row.maskSha256()
        .ifPresent(
            mask -> {
              var overlay = new Image("media/mask/" + mask, "");
              overlay.addClassName("image-mask");
              overlay.getElement().setAttribute("loading", "lazy");
              frame.add(overlay);
            });
    Div tile =
        Parts.box(
            "image",
            frame,
            Parts.text("image-name cut", row.name().substring(row.name().lastIndexOf('/') + 1)),
            Parts.box(
                "row small",
                Parts.text("muted", Words.t("split", row.split())),
                Parts.state(row.label().equals(ImageRow.GOOD) ? "good" : "bad", row.label())));
    tile.getElement()
        .setAttribute("title", row.name() + " · " + row.width() + " × " + row.height());
    if (operates) {
      tile.add(selection.check(row.id(), row.name()));
    }
    return tile;
  }

  /** Shows images of this choice large, one after another. */
  private void look(int place, int all) {
    Split wanted = split.getValue();
    String kind = label.getValue() == null ? "" : label.getValue();
    new ImageDialog(at -> images.list(task, wanted, kind, at, 1), place, all).open();
  }

  private void askDelete() {
    Confirm.ask(
        Words.t("images.delete.title", selection.chosen().size()),
        Words.t("images.delete.text"),
        Words.t("images.delete"),
        () -> {
          int deleted = images.delete(task, selection.chosen());
          Parts.done(Words.t("images.deleted", deleted));
          changed.run();
        });
  }

  private void openRelabel() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("images.relabel"));
    var to = new Select<Split>();
    to.setLabel(Words.t("upload.split"));
    to.setItems(Split.values());
    to.setItemLabelGenerator(value -> Words.t("split", value));
    to.setValue(Split.TEST);
    var kind = new ComboBox<String>(Words.t("upload.label"));
    kind.setItems(images.labels(task));
    kind.setAllowCustomValue(true);
    kind.addCustomValueSetListener(event -> kind.setValue(event.getDetail()));
    kind.setValue(ImageRow.GOOD);
    dialog.add(Parts.box("column form", to, kind));
    Button save =
        Parts.primary(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              try {
                images.relabel(task, selection.chosen(), to.getValue(), kind.getValue());
                dialog.close();
                changed.run();
              } catch (UserProblem e) {
                kind.setInvalid(true);
                kind.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }
}
