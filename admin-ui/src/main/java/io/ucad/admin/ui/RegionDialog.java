package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageRow;
import io.ucad.detector.image.RegionOfInterest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Chooses the part of the images that a task is about: drawn on one of them, or in numbers. */
final class RegionDialog extends Dialog {
  private static final long serialVersionUID = 1;
  private static final double PERCENT = 100;

  private final NumberField left = side(Words.t("region.left"), 0);
  private final NumberField top = side(Words.t("region.top"), 0);
  private final NumberField width = side(Words.t("region.width"), PERCENT * RegionOfInterest.LEAST);
  private final NumberField height =
      side(Words.t("region.height"), PERCENT * RegionOfInterest.LEAST);
  private final RegionPicture picture;

  /**
   * @param image one of the task's
   * @param save is told what was chosen
   */
  RegionDialog(ImageRow image, RegionOfInterest region, Consumer<RegionOfInterest> save) {
    picture = new RegionPicture(image.sha256(), image.name(), this::write);
    setHeaderTitle(Words.t("region.title"));
    setWidth("min(820px, 96vw)");
    write(region);
    Stream.of(left, top, width, height)
        .forEach(
            field -> {
              field.setValueChangeMode(ValueChangeMode.LAZY);
              field.addValueChangeListener(change -> read().ifPresent(picture::show));
            });
    add(
        Parts.box(
            "column",
            Parts.text("muted", Words.t("region.lead")),
            picture,
            Parts.box("row top region-sides", left, top, width, height)));
    Button whole =
        Parts.plain(
            Words.t("region.whole"), VaadinIcon.EXPAND_FULL, () -> write(RegionOfInterest.WHOLE));
    Button done =
        Parts.primary(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              save.accept(read().orElseThrow(() -> new UserProblem("problem.task.region")));
              close();
            });
    getFooter()
        .add(
            whole,
            Parts.box("spring"),
            new Button(Words.t("action.cancel"), click -> close()),
            done);
  }

  private static NumberField side(String label, double least) {
    var field = new NumberField(label);
    field.setMin(least);
    field.setMax(PERCENT);
    field.setStep(0.1);
    return field;
  }

  private void write(RegionOfInterest region) {
    left.setValue(percent(region.left()));
    top.setValue(percent(region.top()));
    width.setValue(percent(region.width()));
    height.setValue(percent(region.height()));
    picture.show(region);
  }

  /** Empty if the numbers are no region. */
  private Optional<RegionOfInterest> read() {
    if (Stream.of(left, top, width, height).anyMatch(NumberField::isEmpty)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RegionOfInterest(
              left.getValue() / PERCENT,
              top.getValue() / PERCENT,
              width.getValue() / PERCENT,
              height.getValue() / PERCENT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static double percent(double share) {
    return Math.rint(10 * PERCENT * share) / 10;
  }
}
