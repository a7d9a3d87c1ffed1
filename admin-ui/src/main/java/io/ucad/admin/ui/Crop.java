package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import io.ucad.detector.PatchBox;
import java.util.Locale;

/** An image, or what is around a patch of it, with the patch marked. */
final class Crop extends Div {
  private static final long serialVersionUID = 1;

  private Crop(String sha256, int width, int height, PatchBox shown, PatchBox patch, String alt) {
    addClassName("crop");
    getStyle()
        .set(
            "aspect-ratio",
            String.format(Locale.ROOT, "%.4f", shown.width() * width / (shown.height() * height)));
    var picture = new Image("media/picture/" + sha256, alt);
    picture.getElement().setAttribute("loading", "lazy");
    picture
        .getStyle()
        .set("left", Parts.percent(-shown.x() / shown.width()))
        .set("top", Parts.percent(-shown.y() / shown.height()))
        .set("width", Parts.percent(1 / shown.width()))
        .set("height", Parts.percent(1 / shown.height()));
    Div mark = Parts.box("crop-mark");
    mark.getStyle()
        .set("left", Parts.percent((patch.x() - shown.x()) / shown.width()))
        .set("top", Parts.percent((patch.y() - shown.y()) / shown.height()))
        .set("width", Parts.percent(patch.width() / shown.width()))
        .set("height", Parts.percent(patch.height() / shown.height()));
    add(picture, mark);
  }

  /** The patch with one more on each side, or as much elsewhere where the image ends. */
  static Crop around(String sha256, int width, int height, PatchBox patch, String alt) {
    double across = Math.min(1, 3 * patch.width());
    double down = Math.min(1, 3 * patch.height());
    var shown =
        new PatchBox(
            Math.clamp(patch.x() - patch.width(), 0, 1 - across),
            Math.clamp(patch.y() - patch.height(), 0, 1 - down),
            across,
            down);
    return new Crop(sha256, width, height, shown, patch, alt);
  }

  /** The whole image. */
  static Crop whole(String sha256, int width, int height, PatchBox patch, String alt) {
    return new Crop(sha256, width, height, new PatchBox(0, 0, 1, 1), patch, alt);
  }
}
