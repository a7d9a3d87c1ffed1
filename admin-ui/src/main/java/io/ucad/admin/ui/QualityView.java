package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.Forgetting;
import io.ucad.admin.version.GateService;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityGrid;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.RoutingTable;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well every version does on every task, what was forgotten, and what is taken for what. */
@Route(value = "quality", layout = MainLayout.class)
@RouteAlias(value = "quality/:number", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class QualityView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;
  private static final int CHOICES = 200;

  private final transient QualityService quality;
  private final transient GateService gate;
  private final boolean administers;
  private final Div matrix = Parts.box("column");
  private final Div routing = Parts.box("column");
  private final Pager taskPager = new Pager(PAGE, this::drawMatrix);
  private final Pager versionPager = new Pager(PAGE, this::drawMatrix);
  private final Pager routingPager = new Pager(PAGE, this::drawRouting);
  private Measure measure = Measure.AUROC;
  private int version;

  public QualityView(
      QualityService quality, GateService gate, AuthenticationContext authentication) {
    this.quality = quality;
    this.gate = gate;
    this.administers = authentication.hasRole(Role.ADMIN.name());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted =
        event
            .getRouteParameters()
            .get("number")
            .orElseGet(() -> quality.newest().map(String::valueOf).orElse("0"));
    String named =
        event.getLocation().getQueryParameters().getSingleParameter("measure").orElse("auroc");
    try {
      version = Integer.parseInt(wanted);
      measure = Measure.valueOf(named.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.version.none", wanted));
      return;
    }
    build();
  }

  private void build() {
    removeAll();
    if (quality.newest().isEmpty()) {
      add(
          Parts.header(title(), Words.t("quality.lead")),
          Parts.empty(
              VaadinIcon.CHART,
              Words.t("quality.empty.title"),
              Words.t("quality.empty.text"),
              new Anchor("tasks", Words.t("nav.tasks"))));
      return;
    }
    add(
        Parts.header(title(), Words.t("quality.lead"), measures(), versions()),
        Parts.panel(
            Words.t("quality.matrix"),
            Parts.text("muted", Words.t("quality.matrix.note")),
            matrix,
            Parts.box("row", taskPager, versionPager)),
        forgetting(),
        Parts.panel(
            Words.t("quality.routing", "v" + version),
            Parts.text("muted", Words.t("quality.routing.note")),
            routing,
            routingPager),
        new GatePanel(gate, administers));
    drawMatrix();
    drawRouting();
  }

  private Select<Measure> measures() {
    var select = new Select<Measure>();
    select.setLabel(Words.t("quality.measure"));
    select.setItems(Measure.values());
    select.setItemLabelGenerator(value -> Words.t("measure", value));
    select.setValue(measure);
    select.addValueChangeListener(change -> show(change.getValue(), version));
    return select;
  }

  private Select<Integer> versions() {
    var select = new Select<Integer>();
    select.setLabel(Words.t("versions.version"));
    List<Integer> choices = new ArrayList<>(quality.measured(CHOICES));
    if (!choices.contains(version)) {
      choices.add(version);
    }
    select.setItems(choices);
    select.setItemLabelGenerator(value -> "v" + value);
    select.setValue(version);
    select.addValueChangeListener(change -> show(measure, change.getValue()));
    return select;
  }

  private static void show(Measure measure, int version) {
    UI.getCurrent()
        .navigate(
            "quality/" + version, QueryParameters.simple(Map.of("measure", Words.lower(measure))));
  }

  private void drawMatrix() {
    QualityGrid grid = quality.grid(measure, taskPager.page(), PAGE, versionPager.page(), PAGE);
    taskPager.count(grid.allTasks());
    versionPager.count(grid.allVersions());
    matrix.removeAll();
    matrix.add(new HeatTable(grid, measure));
    List<String> head = new ArrayList<>(List.of(Words.t("version.task")));
    grid.versions().forEach(number -> head.add("v" + number));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < grid.tasks().size(); i++) {
      List<String> row = new ArrayList<>(List.of(grid.tasks().get(i)));
      grid.cells().get(i).forEach(value -> row.add(Words.exact(value)));
      rows.add(row);
    }
    matrix.add(Csv.link("matrix-" + Words.lower(measure), head, rows));
  }

  private Div forgetting() {
    Div panel =
        Parts.panel(
            Words.t("quality.forgetting", "v" + version),
            Parts.text("muted", Words.t("quality.forgetting.note")));
    try {
      Forgetting found = quality.forgetting(measure, version);
      panel.add(
          Parts.box(
              "tiles",
              Parts.tile(
                  Words.t("quality.fm"),
                  Words.figure(found.forgetting()),
                  Words.t("quality.fm.note")),
              Parts.tile(
                  Words.t("quality.bwt"),
                  Words.figure(found.transfer()),
                  Words.t("quality.bwt.note"))),
          new DataTable(
              "forgetting-v" + version,
              Words.head(
                  "version.task",
                  "quality.stage",
                  "quality.first",
                  "quality.best",
                  "quality.now",
                  "quality.lost",
                  "quality.gained"),
              found.tasks().stream().map(QualityView::row).toList()));
    } catch (UserProblem e) {
      panel.add(Parts.box("remark", new Span(Sentences.of(e))));
    }
    return panel;
  }

  private static List<String> row(Forgetting.Row row) {
    return List.of(
        row.task(),
        "v" + row.stage(),
        Words.figure(row.first()),
        Words.figure(row.best()),
        Words.figure(row.now()),
        Words.figure(row.forgetting()),
        Words.figure(row.transfer()));
  }

  private void drawRouting() {
    RoutingTable table = quality.routing(version, routingPager.page(), PAGE);
    routingPager.count(table.all());
    routing.removeAll();
    if (table.tasks().isEmpty()) {
      routing.add(Parts.box("remark", new Span(Words.t("quality.routing.none"))));
      return;
    }
    routing.add(new RoutingGrid(table, Words.t("quality.routing", "v" + version)));
    List<String> head = new ArrayList<>(Words.head("quality.from"));
    head.addAll(table.routed());
    head.add(Words.t("quality.unknown"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < table.tasks().size(); i++) {
      List<String> row = new ArrayList<>(List.of(table.tasks().get(i)));
      table.counts().get(i).forEach(count -> row.add(String.valueOf(count)));
      row.add(String.valueOf(table.unknown().get(i)));
      rows.add(row);
    }
    routing.add(Csv.link("routing-v" + version, head, rows));
  }

  @Override
  String title() {
    return Words.t("nav.quality");
  }
}
