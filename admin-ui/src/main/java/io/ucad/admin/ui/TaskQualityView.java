package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.ScoredImage;
import io.ucad.admin.version.TaskMeasure;
import io.ucad.admin.version.TaskQuality;
import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.ThresholdService;
import io.ucad.admin.version.VersionService;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.store.StoreException;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One task in one version: curves, single images, and the thresholds that may be moved. */
@Route(value = "quality/:number/:task", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class TaskQualityView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int CURVE = 500;
  private static final int PAGE = 25;

  private final transient QualityService quality;
  private final transient ThresholdService thresholds;
  private final transient VersionService versions;
  private final boolean operates;
  private String task = "";
  private int version;

  public TaskQualityView(
      QualityService quality,
      ThresholdService thresholds,
      VersionService versions,
      AuthenticationContext authentication) {
    this.quality = quality;
    this.thresholds = thresholds;
    this.versions = versions;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("number").orElse("");
    task = event.getRouteParameters().get("task").orElse("");
    try {
      version = Integer.parseInt(wanted);
      Optional<TaskThresholds> found = thresholds.of(version, task);
      if (found.isEmpty()) {
        event.rerouteToError(
            NotFoundException.class, Words.t("problem.quality.task", task, "v" + version));
        return;
      }
      build(found.get(), quality.task(version, task));
    } catch (NumberFormatException | StoreException e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.version.none", wanted));
    }
  }

  private void build(TaskThresholds found, TaskQuality measured) {
    removeAll();
    add(
        Parts.header(
            title(),
            Words.t("quality.task.lead"),
            new Anchor("versions/" + version, "v" + version),
            new Anchor("tasks/" + task, Words.t("quality.task.images")),
            new Anchor("quality/" + version, Words.t("nav.quality"))));
    measured.measure().ifPresent(measure -> add(tiles(measure)));
    boolean latest = versions.alias("latest").equals(Optional.of(version));
    add(
        new ThresholdPanel(
            thresholds, found, measured.sheet(), version, operates && latest, latest));
    measured
        .sheet()
        .ifPresentOrElse(
            sheet -> add(curves(sheet), images(sheet)),
            () ->
                add(
                    Parts.box(
                        "remark",
                        new Span(
                            Words.t(
                                measured.measure().isPresent()
                                    ? "quality.sheet.none"
                                    : "quality.measure.none")))));
  }

  private static Div tiles(TaskMeasure measure) {
    return Parts.box(
        "tiles",
        Parts.tile(Words.t("measure.auroc"), Words.figure(measure.imageAuroc()), ""),
        Parts.tile(Words.t("measure.ap"), Words.figure(measure.imageAp()), ""),
        Parts.tile(Words.t("measure.pixel"), Words.figure(measure.pixelAp()), ""),
        Parts.tile(Words.t("measure.aupro"), Words.figure(measure.aupro()), ""),
        Parts.tile(
            Words.t("measure.routed"),
            measure.routedRight() + " / " + measure.images(),
            Words.t("measure.images")));
  }

  private Div curves(ScoreSheet sheet) {
    List<OperatingPoint> points = sheet.curve(CURVE);
    Div panel = Parts.panel(Words.t("quality.curves"));
    if (points.isEmpty()) {
      panel.add(Parts.text("muted", Words.t("quality.curves.none")));
      return panel;
    }
    List<CurveChart.Point> roc = new ArrayList<>(List.of(new CurveChart.Point(0, 0)));
    points.forEach(p -> roc.add(new CurveChart.Point(p.falsePositiveRate(), p.recall())));
    List<CurveChart.Point> pr = new ArrayList<>();
    double recall = 0;
    for (OperatingPoint point : points) {
      pr.add(new CurveChart.Point(recall, point.precision()));
      pr.add(new CurveChart.Point(point.recall(), point.precision()));
      recall = point.recall();
    }
    panel.add(
        Parts.text("muted", Words.t("quality.curves.note")),
        Parts.box(
            "curves",
            curve(Words.t("quality.roc"), Words.t("quality.roc.axes"), roc),
            curve(Words.t("quality.pr"), Words.t("quality.pr.axes"), pr)),
        DataTable.behind(
            "curve-v%d-%s".formatted(version, task),
            QualityView.head(
                "quality.threshold", "quality.fpr", "quality.recall", "quality.precision"),
            points.stream().map(TaskQualityView::row).toList()));
    return panel;
  }

  private static Div curve(String name, String axes, List<CurveChart.Point> points) {
    return Parts.box(
        "column", new H3(name), new CurveChart(points, name), Parts.text("muted", axes));
  }

  private static List<String> row(OperatingPoint point) {
    return List.of(
        figure(point.threshold()),
        figure(point.falsePositiveRate()),
        figure(point.recall()),
        figure(point.precision()));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Div images(ScoreSheet sheet) {
    List<ScoredImage> sorted =
        sheet.images().stream()
            .sorted(Comparator.comparingDouble(ScoredImage::score).reversed())
            .toList();
    List<String> head =
        QualityView.head("quality.image", "quality.kind", "quality.routed", "quality.score");
    Div table = Parts.box("column");
    var holder = new Pager[1];
    holder[0] =
        new Pager(
            PAGE,
            () -> {
              holder[0].count(sorted.size());
              int from = holder[0].page() * PAGE;
              table.removeAll();
              table.add(
                  new DataTable(
                      "images-v%d-%s-%d".formatted(version, task, holder[0].page() + 1),
                      head,
                      sorted.subList(from, Math.min(sorted.size(), from + PAGE)).stream()
                          .map(TaskQualityView::row)
                          .toList()));
            });
    holder[0].first();
    return Parts.panel(
        Words.t("quality.images"),
        Parts.text("muted", Words.t("quality.images.note")),
        table,
        holder[0],
        Csv.link(
            "images-v%d-%s".formatted(version, task),
            head,
            sorted.stream().map(TaskQualityView::exact).toList()));
  }

  private static List<String> row(ScoredImage image) {
    return List.of(
        image.name(),
        image.kind(),
        image.routedTo().orElseGet(() -> Words.t("quality.unknown")),
        figure(image.score()));
  }

  private static List<String> exact(ScoredImage image) {
    return List.of(
        image.name(), image.kind(), image.routedTo().orElse(""), String.valueOf(image.score()));
  }

  @Override
  String title() {
    return Words.t("quality.task", task, "v" + version);
  }
}
