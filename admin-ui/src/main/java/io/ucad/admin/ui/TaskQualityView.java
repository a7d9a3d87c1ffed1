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
import io.ucad.admin.version.TaskMeasure;
import io.ucad.admin.version.TaskQuality;
import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.ThresholdService;
import io.ucad.admin.version.VersionService;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.store.StoreException;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One task in one version: curves, single images, and the thresholds that may be moved. */
@Route(value = "quality/:number/:task", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class TaskQualityView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int CURVE = 500;

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
            sheet -> add(curves(sheet), new ScoredImages(sheet, version, task)),
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
            Words.head("quality.threshold", "quality.fpr", "quality.recall", "quality.precision"),
            points.stream().map(TaskQualityView::row).toList()));
    return panel;
  }

  private static Div curve(String name, String axes, List<CurveChart.Point> points) {
    return Parts.box(
        "column", new H3(name), new CurveChart(points, name), Parts.text("muted", axes));
  }

  private static List<String> row(OperatingPoint point) {
    return List.of(
        Words.score(point.threshold()),
        Words.score(point.falsePositiveRate()),
        Words.score(point.recall()),
        Words.score(point.precision()));
  }

  @Override
  String title() {
    return Words.t("quality.task", task, "v" + version);
  }
}
