package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.ucad.admin.version.ComparisonService;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.TaskMeasure;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionComparison;
import io.ucad.admin.version.VersionComparison.Side;
import io.ucad.admin.version.VersionDetail;
import io.ucad.store.StoreException;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Two versions side by side. */
@Route(value = "versions/compare/:before/:after", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class CompareView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 25;
  private static final String ARROW = " → ";

  private final transient ComparisonService comparisons;
  private final Div body = Parts.box("column");
  private final Pager pager = new Pager(PAGE, this::draw);
  private int before;
  private int after;

  public CompareView(ComparisonService comparisons) {
    this.comparisons = comparisons;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String one = event.getRouteParameters().get("before").orElse("");
    String other = event.getRouteParameters().get("after").orElse("");
    try {
      before = Integer.parseInt(one);
      after = Integer.parseInt(other);
      build(comparisons.compare(before, after, 0, PAGE));
    } catch (NumberFormatException | StoreException e) {
      event.rerouteToError(
          NotFoundException.class, Words.t("problem.version.none", one + ", " + other));
    }
  }

  private void build(VersionComparison found) {
    removeAll();
    add(
        Parts.header(
            title(),
            Words.t("compare.lead", found.changes(), found.all()),
            Parts.plain(
                Words.t("compare.swap"),
                VaadinIcon.EXCHANGE,
                () -> UI.getCurrent().navigate("versions/compare/%d/%d".formatted(after, before)))),
        Parts.box("tiles", tile(found.before()), tile(found.after())),
        Parts.panel(Words.t("compare.tasks"), body, pager));
    draw(found);
  }

  private static Div tile(VersionCard card) {
    return Parts.box(
        "tile",
        new Anchor("versions/" + card.number(), card.name()),
        new Span(Summary.of(card.summary())),
        Parts.text(
            "tile-note",
            "%s · %s · %s"
                .formatted(
                    Words.t("versions.tasks", card.tasks()),
                    Words.bytes(card.bytes()),
                    Words.date(card.createdAt()))));
  }

  private void draw() {
    draw(comparisons.compare(before, after, pager.page(), PAGE));
  }

  private void draw(VersionComparison found) {
    pager.count(found.all());
    body.removeAll();
    var table = new NativeTable();
    table.addClassName("table");
    List<String> head = head();
    var names = new NativeTableRow();
    head.forEach(name -> names.add(new NativeTableHeaderCell(name)));
    table.getHead().add(names);
    List<List<String>> rows = new ArrayList<>();
    for (VersionComparison.Row row : found.tasks()) {
      List<String> values = values(row);
      rows.add(Stream.concat(Stream.of(row.task(), word(row)), values.stream()).toList());
      var line =
          new NativeTableRow(
              new NativeTableCell(new Anchor("tasks/" + row.task(), row.task())),
              new NativeTableCell(Parts.state(tone(row.change()), word(row))));
      values.forEach(value -> line.add(new NativeTableCell(Parts.text("nowrap", value))));
      table.getBody().add(line);
    }
    body.add(
        Parts.wide(Words.t("compare.tasks"), table),
        Csv.link("compare-v%d-v%d".formatted(before, after), head, rows));
  }

  private static List<String> head() {
    return Words.head(
        "version.task",
        "version.change",
        "version.size",
        "compare.ng",
        "compare.review",
        "measure.auroc",
        "measure.pixel",
        "measure.aupro",
        "measure.routed");
  }

  private static List<String> values(VersionComparison.Row row) {
    return List.of(
        both(row, side -> Words.bytes(side.bytes())),
        both(row, side -> Words.score(side.thresholds().threshold())),
        both(row, side -> Words.score(side.thresholds().reviewThreshold())),
        measured(row, Measure.AUROC),
        measured(row, Measure.PIXEL),
        measured(row, Measure.AUPRO),
        both(
            row,
            side -> side.measure().map(m -> m.routedRight() + " / " + m.images()).orElse("–")));
  }

  /** What both have in common is said once. */
  private static String both(VersionComparison.Row row, Function<Side, String> value) {
    String old = row.before().map(value).orElse("–");
    String now = row.after().map(value).orElse("–");
    return old.equals(now) ? now : old + ARROW + now;
  }

  private static String measured(VersionComparison.Row row, Measure measure) {
    OptionalDouble old = value(row.before(), measure);
    OptionalDouble now = value(row.after(), measure);
    String text = both(row, side -> Words.figure(value(Optional.of(side), measure)));
    return old.isPresent() && now.isPresent() && old.getAsDouble() != now.getAsDouble()
        ? text + String.format(Locale.ROOT, " (%+.3f)", now.getAsDouble() - old.getAsDouble())
        : text;
  }

  private static OptionalDouble value(Optional<Side> side, Measure measure) {
    Optional<TaskMeasure> found = side.flatMap(Side::measure);
    return found.map(measure::of).orElse(OptionalDouble.empty());
  }

  private static String word(VersionComparison.Row row) {
    return Words.t("change", row.change());
  }

  private static String tone(VersionDetail.Change change) {
    return switch (change) {
      case UNCHANGED -> "quiet";
      case FORGOTTEN -> "bad";
      case ADDED -> "good";
      case RELEARNED, TUNED -> "busy";
    };
  }

  @Override
  String title() {
    return Words.t("compare.title", "v" + before, "v" + after);
  }
}
