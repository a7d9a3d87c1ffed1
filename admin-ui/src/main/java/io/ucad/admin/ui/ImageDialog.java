package io.ucad.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.ucad.admin.task.ImageRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** Images of a task, large, one after another; the arrow keys turn. */
final class ImageDialog extends Dialog {
  private static final long serialVersionUID = 1;

  private final transient IntFunction<List<ImageRow>> images;
  private final int all;
  private final Div stage = Parts.box("large-stage");
  private final Span words = Parts.text("muted", "");
  private final Anchor inspect = new Anchor("", Words.t("image.inspect"));
  private final Checkbox mask = new Checkbox(Words.t("image.mask"), true);
  private final Button back = new Button(VaadinIcon.ANGLE_LEFT.create(), click -> turn(-1));
  private final Button on = new Button(VaadinIcon.ANGLE_RIGHT.create(), click -> turn(1));
  private int place;

  /**
   * @param images gives the image of a place from 0, or nothing if it is gone
   * @param place of the first to show
   * @param all how many places there are
   */
  ImageDialog(IntFunction<List<ImageRow>> images, int place, int all) {
    this.images = images;
    this.place = place;
    this.all = all;
    back.setAriaLabel(Words.t("image.previous"));
    on.setAriaLabel(Words.t("image.next"));
    back.addClickShortcut(Key.ARROW_LEFT).listenOn(this);
    on.addClickShortcut(Key.ARROW_RIGHT).listenOn(this);
    mask.addValueChangeListener(change -> show());
    add(Parts.box("large", stage));
    getFooter()
        .add(
            Parts.box("row", back, words, on, Parts.box("spring"), mask, inspect),
            new Button(Words.t("action.close"), click -> close()));
    show();
  }

  private void turn(int by) {
    place = Math.clamp(place + (long) by, 0, all - 1);
    show();
  }

  private void show() {
    stage.removeAll();
    back.setEnabled(place > 0);
    on.setEnabled(place < all - 1);
    List<ImageRow> found = images.apply(place);
    if (found.isEmpty()) {
      stage.add(Parts.text("muted", Words.t("problem.image.none")));
      return;
    }
    ImageRow row = found.get(0);
    setHeaderTitle(row.name());
    words.setText(
        (place + 1)
            + " / "
            + all
            + " · "
            + row.label()
            + " · "
            + row.width()
            + " × "
            + row.height());
    stage.add(new Image("media/picture/" + row.sha256(), row.name()));
    mask.setVisible(row.maskSha256().isPresent());
    if (mask.getValue()) {
      row.maskSha256()
          .ifPresent(
              sha256 -> {
                var overlay = new Image("media/mask/" + sha256, "");
                overlay.addClassName("large-mask");
                stage.add(overlay);
              });
    }
    inspect.setHref(
        "inspect?image="
            + row.sha256()
            + "&name="
            + URLEncoder.encode(row.name(), StandardCharsets.UTF_8));
  }
}
