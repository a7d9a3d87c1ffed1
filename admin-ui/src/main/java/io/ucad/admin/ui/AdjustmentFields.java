package io.ucad.admin.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.AbstractNumberField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import io.ucad.admin.job.Adjustments;
import io.ucad.admin.problem.UserProblem;
import io.ucad.trainer.preset.Adjustment;
import org.jspecify.annotations.Nullable;

/** The seed, and what is wanted otherwise than a preset has it; folded away. */
final class AdjustmentFields extends Details {
  private static final long serialVersionUID = 1;
  private static final int PERCENT = 100;

  private final IntegerField seed = new IntegerField(Words.t("learn.seed"));
  private final IntegerField size =
      between(
          Words.t("learn.size"),
          Words.t("learn.size.help", Adjustment.LEAST_SIZE, Adjustment.MOST_SIZE),
          Adjustment.LEAST_SIZE,
          Adjustment.MOST_SIZE);
  private final IntegerField knowledge =
      between(
          Words.t("learn.knowledge"),
          Words.t(
              "learn.knowledge.help",
              Adjustment.LEAST_KNOWLEDGE,
              String.valueOf(Adjustment.MOST_KNOWLEDGE)),
          Adjustment.LEAST_KNOWLEDGE,
          Adjustment.MOST_KNOWLEDGE);
  private final IntegerField epochs =
      between(
          Words.t("learn.epochs"),
          Words.t("learn.epochs.help", 1, Adjustment.MOST_EPOCHS),
          1,
          Adjustment.MOST_EPOCHS);
  private final NumberField rate = new NumberField(Words.t("learn.rate"));

  /**
   * @param changed is told when a value changes that what it costs depends on
   */
  AdjustmentFields(Runnable changed) {
    setSummaryText(Words.t("learn.advanced"));
    seed.setValue(1);
    seed.setMin(0);
    seed.setHelperText(Words.t("learn.seed.help"));
    size.setStep(8);
    rate.setMin(PERCENT * Adjustment.LEAST_RATE);
    rate.setMax(PERCENT * Adjustment.MOST_RATE);
    rate.setHelperText(Words.t("learn.rate.help"));
    rate.setPlaceholder(Words.t("learn.as.preset"));
    size.addValueChangeListener(change -> changed.run());
    epochs.addValueChangeListener(change -> changed.run());
    Div fields = Parts.box("row top", size, knowledge, epochs, rate, seed);
    add(fields);
  }

  private static IntegerField between(String label, String help, int least, int most) {
    var field = new IntegerField(label);
    field.setMin(least);
    field.setMax(most);
    field.setHelperText(help);
    field.setPlaceholder(Words.t("learn.as.preset"));
    return field;
  }

  long seedValue() {
    return seed.getValue() == null ? 1 : seed.getValue();
  }

  /** Whether all values can be used as they stand. */
  boolean valid() {
    return !(size.isInvalid()
        || knowledge.isInvalid()
        || epochs.isInvalid()
        || rate.isInvalid()
        || seed.isInvalid());
  }

  /**
   * What is wanted.
   *
   * @throws UserProblem if a value is out of bounds
   */
  Adjustment value() {
    if (!valid()) {
      setOpened(true);
      throw new UserProblem("problem.job.setting");
    }
    return Adjustments.of(size.getValue(), knowledge.getValue(), epochs.getValue(), share(rate));
  }

  private static @Nullable Double share(AbstractNumberField<?, Double> percent) {
    return percent.getValue() == null ? null : percent.getValue() / PERCENT;
  }
}
