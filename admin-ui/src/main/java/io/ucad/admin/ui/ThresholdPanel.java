package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.NumberField;
import io.ucad.admin.version.Consequences;
import io.ucad.admin.version.ScoreBins;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.ScoredImage;
import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.ThresholdService;
import io.ucad.detector.memory.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two thresholds of a task: by dragging, keys or figures; what they would have made of the test
 * images is seen at once. What is kept are the rates on held-out normal images. Nothing is chosen
 * from labels.
 */
final class ThresholdPanel extends Div {
  private static final long serialVersionUID = 1;

  /** Percent. */
  private static final double LEAST = 0.01;

  private static final double MOST = 99.99;

  private final transient ThresholdService service;
  private final transient TaskThresholds before;
  private final transient Calibration calibration;
  private final transient Optional<ScoreSheet> sheet;
  private final int version;
  private final ThresholdChart chart;
  private final NumberField falseAlarms = new NumberField(Words.t("quality.rate.ng"));
  private final NumberField reviews = new NumberField(Words.t("quality.rate.review"));
  private final Div seen = Parts.box("tiles");
  private final Button save;
  private final Button reset;
  private double falseAlarmRate;
  private double reviewRate;

  /**
   * @param editable whether whoever looks may save
   * @param latest whether this is the version that a new one would be built on
   */
  ThresholdPanel(
      ThresholdService service,
      TaskThresholds thresholds,
      Optional<ScoreSheet> sheet,
      int version,
      boolean editable,
      boolean latest) {
    this.service = service;
    this.before = thresholds;
    this.calibration = thresholds.calibration();
    this.sheet = sheet;
    this.version = version;
    addClassName("panel");
    falseAlarmRate = thresholds.scoring().falseAlarmRate();
    reviewRate = thresholds.scoring().reviewRate();
    List<ScoredImage> judged = sheet.map(s -> s.judgedBy(thresholds.task())).orElse(List.of());
    var bins = ScoreBins.of(calibration.scores(), judged);
    chart =
        new ThresholdChart(
            calibration,
            bins,
            calibration.place(reviewRate),
            calibration.place(falseAlarmRate),
            this::dragged);
    seen.getElement().setAttribute("role", "status");
    field(falseAlarms, true);
    field(reviews, false);
    save = Parts.primary(Words.t("quality.save"), VaadinIcon.CHECK, this::ask);
    reset = Parts.plain(Words.t("quality.reset"), VaadinIcon.ARROW_BACKWARD, this::reset);
    save.setVisible(editable);
    add(
        new H2(Words.t("quality.thresholds")),
        Parts.text("muted", Words.t("quality.thresholds.note")),
        Parts.wide(Words.t("quality.thresholds"), chart),
        Parts.box("row bottom", falseAlarms, reviews, reset, save));
    if (!latest) {
      add(Parts.box("remark", new Span(Words.t("quality.notlatest"))));
    }
    add(seen, Parts.text("muted", Words.t("quality.labels")), behind(bins));
    show();
  }

  private void field(NumberField field, boolean ng) {
    field.setMin(LEAST);
    field.setMax(MOST);
    field.setStep(LEAST);
    field.setSuffixComponent(new Span("%"));
    field.setWidth("14em");
    field.addValueChangeListener(
        change -> {
          if (change.isFromClient()) {
            typed(ng, change.getValue());
          }
        });
  }

  private void typed(boolean ng, @Nullable Double percent) {
    if (percent != null) {
      double rate = Math.max(LEAST, Math.min(MOST, percent)) / 100;
      falseAlarmRate = ng ? rate : Math.min(falseAlarmRate, rate);
      reviewRate = ng ? Math.max(reviewRate, rate) : rate;
      chart.place(calibration.place(reviewRate), calibration.place(falseAlarmRate));
    }
    show();
  }

  private void dragged(int review, int ng) {
    if (ng != calibration.place(falseAlarmRate)) {
      falseAlarmRate = calibration.rate(ng);
    }
    if (review != calibration.place(reviewRate)) {
      reviewRate = calibration.rate(review);
    }
    reviewRate = Math.max(reviewRate, falseAlarmRate);
    show();
  }

  private void reset() {
    falseAlarmRate = before.scoring().falseAlarmRate();
    reviewRate = before.scoring().reviewRate();
    chart.place(calibration.place(reviewRate), calibration.place(falseAlarmRate));
    show();
  }

  private void show() {
    falseAlarms.setValue(percent(falseAlarmRate));
    reviews.setValue(percent(reviewRate));
    boolean changed =
        falseAlarmRate != before.scoring().falseAlarmRate()
            || reviewRate != before.scoring().reviewRate();
    save.setEnabled(changed);
    reset.setEnabled(changed);
    float threshold = calibration.threshold(falseAlarmRate);
    float review = calibration.threshold(reviewRate);
    seen.removeAll();
    seen.add(
        Parts.tile(
            Words.t("quality.promise"),
            words(Math.max(falseAlarmRate, calibration.attainableRate())),
            falseAlarmRate < calibration.attainableRate()
                ? Words.t("quality.promise.few", calibration.size())
                : Words.t("quality.promise.note", calibration.size())));
    sheet.ifPresent(s -> addConsequences(Consequences.of(s, before.task(), threshold, review)));
    seen.add(
        Parts.tile(
            Words.t("quality.scores"),
            "%s / %s".formatted(Words.score(review), Words.score(threshold)),
            Words.t("quality.scores.note")));
  }

  private void addConsequences(Consequences found) {
    seen.add(
        Parts.tile(
            Words.t("quality.alarms"),
            share(found.falseAlarms(), found.good()),
            Words.t("quality.of.good", found.falseAlarms(), found.good())),
        Parts.tile(
            Words.t("quality.missed"),
            share(found.missed(), found.defective()),
            Words.t("quality.of.defective", found.missed(), found.defective())),
        Parts.tile(
            Words.t("quality.reviewed"),
            share(found.review(), found.judged()),
            Words.t("quality.of.all", found.review(), found.judged())));
    if (found.elsewhere() > 0) {
      seen.add(
          Parts.tile(
              Words.t("quality.elsewhere"),
              String.valueOf(found.elsewhere()),
              Words.t("quality.elsewhere.note")));
    }
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "–" : words((double) part / whole);
  }

  /** Two digits of a percentage are enough to type, and are what the field shows. */
  private static double percent(double rate) {
    return Math.max(LEAST, Math.min(MOST, Math.round(rate * 10_000) / 100.0));
  }

  private static String words(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private NativeDetails behind(ScoreBins bins) {
    List<List<String>> rows = new ArrayList<>();
    for (int step = 0; step < bins.steps(); step++) {
      rows.add(
          List.of(
              Words.score(bins.from(step)),
              String.valueOf(bins.normal().get(step)),
              String.valueOf(bins.good().get(step)),
              String.valueOf(bins.defective().get(step))));
    }
    return DataTable.behind(
        "histogram-v%d-%s".formatted(version, before.task()),
        Words.head("quality.from.score", "quality.held", "quality.good", "quality.defective"),
        rows);
  }

  private void ask() {
    Confirm.ask(
        Words.t("quality.save.title", before.task()),
        Words.t("quality.save.text"),
        Words.t("quality.save"),
        () -> {
          int made = service.save(before.task(), before.sha256(), falseAlarmRate, reviewRate);
          Parts.done(Words.t("quality.saved", "v" + made));
          UI.getCurrent().navigate("quality/%d/%s".formatted(made, before.task()));
        });
  }
}
