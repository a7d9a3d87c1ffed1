package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.Split;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import java.util.List;
import java.util.function.Consumer;

/** Chooses an image that a task holds. */
final class StoredImages extends Dialog {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 24;
  private static final int MOST_TASKS = 500;

  private final transient ImageService images;
  private final transient Consumer<ImageRow> chosen;
  private final Select<TaskCard> task = new Select<>();
  private final Select<Split> split = new Select<>();
  private final Div tiles = Parts.box("images");
  private final Pager pager = new Pager(PAGE, this::refresh);

  StoredImages(TaskService tasks, ImageService images, Consumer<ImageRow> chosen) {
    this.images = images;
    this.chosen = chosen;
    setHeaderTitle(Words.t("inspect.stored"));
    setWidth("min(860px, 96vw)");
    List<TaskCard> all = tasks.list("", false, 0, MOST_TASKS);
    task.setLabel(Words.t("inspect.task"));
    task.setItems(all);
    task.setItemLabelGenerator(TaskCard::title);
    split.setLabel(Words.t("upload.split"));
    split.setItems(Split.values());
    split.setItemLabelGenerator(value -> Words.t("split", value));
    split.setValue(Split.TEST);
    if (!all.isEmpty()) {
      task.setValue(all.get(0));
    }
    task.addValueChangeListener(change -> pager.first());
    split.addValueChangeListener(change -> pager.first());
    add(Parts.box("row bottom", task, split), tiles, pager);
    getFooter().add(new Button(Words.t("action.cancel"), click -> close()));
    refresh();
  }

  private void refresh() {
    tiles.removeAll();
    if (task.getValue() == null) {
      tiles.add(Parts.text("muted", Words.t("tasks.empty.title")));
      pager.count(0);
      return;
    }
    String name = task.getValue().name();
    pager.count(images.count(name, split.getValue(), ""));
    images
        .list(name, split.getValue(), "", pager.page(), PAGE)
        .forEach(row -> tiles.add(tile(row)));
  }

  private NativeButton tile(ImageRow row) {
    var picture = new Image("media/thumb/" + row.sha256(), row.name());
    picture.getElement().setAttribute("loading", "lazy");
    var tile =
        new NativeButton(
            "",
            click -> {
              close();
              chosen.accept(row);
            });
    tile.addClassNames("image", "image-choice");
    tile.add(
        Parts.box("image-frame", picture),
        Parts.text("image-name cut", row.name().substring(row.name().lastIndexOf('/') + 1)),
        Parts.state(row.label().equals(ImageRow.GOOD) ? "good" : "bad", row.label()));
    return tile;
  }
}
