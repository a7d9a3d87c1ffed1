package io.ucad.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.ucad.admin.inspect.Finding;
import io.ucad.admin.inspect.Match;
import io.ucad.detector.Inspection;
import io.ucad.detector.TaskDistance;
import io.ucad.detector.Timings;
import io.ucad.detector.Verdict;
import java.util.Locale;
import java.util.stream.Stream;

/** What one version says of an image, and why. */
final class FindingPanel extends Div {
  private static final long serialVersionUID = 1;

  FindingPanel(Finding finding, String name, boolean asked) {
    addClassNames("panel", "finding");
    add(
        Parts.box(
            "row",
            new H2(name),
            Parts.box("spring"),
            new Anchor("versions/" + finding.version(), "v" + finding.version()),
            Parts.text("muted", finding.backbone())),
        Parts.box(
            "finding-parts",
            new HeatPicture(finding, name),
            Parts.box("column finding-facts", verdict(finding), route(finding, asked))));
    if (!finding.matches().isEmpty()) {
      add(matches(finding, name));
    }
    add(Parts.text("muted", timings(finding)));
  }

  static Span state(Verdict verdict) {
    String tone =
        switch (verdict) {
          case OK -> "good";
          case REVIEW -> "warn";
          case NG -> "bad";
          case UNKNOWN -> "quiet";
        };
    return Parts.state(tone, Words.t("verdict", verdict));
  }

  private static Div verdict(Finding finding) {
    Inspection found = finding.inspection();
    Div words =
        Parts.box(
            "row verdict",
            state(found.verdict()),
            new Span(
                found.known()
                    ? Words.t("inspect.taken", found.task())
                    : Words.t("inspect.unknown", found.task())));
    if (!found.known()) {
      return words;
    }
    return Parts.box(
        "column",
        words,
        new ScoreScale(found),
        Parts.text(
            "muted",
            Words.t(
                "inspect.limits",
                Words.figure(found.reviewThreshold()),
                Words.figure(found.threshold()))),
        Parts.text(
            "muted",
            Words.t(
                "inspect.pvalue",
                Words.figure(found.pValue()),
                "%.1f %%".formatted(100 * found.pValue()))));
  }

  private static Div route(Finding finding, boolean asked) {
    var table = new NativeTable();
    table.addClassName("table");
    var head = new NativeTableRow();
    Stream.of(
            Words.t("inspect.task"),
            Words.t("inspect.distance"),
            Words.t("inspect.limit"),
            Words.t("inspect.fits"))
        .forEach(word -> head.add(new NativeTableHeaderCell(word)));
    table.getHead().add(head);
    for (TaskDistance task : finding.route()) {
      var row =
          new NativeTableRow(
              new NativeTableCell(new Anchor("tasks/" + task.task(), task.task())),
              new NativeTableCell(Words.figure(task.distance())),
              new NativeTableCell(Words.figure(task.limit())),
              new NativeTableCell(fits(task)));
      if (task.task().equals(finding.inspection().task())) {
        row.addClassName("chosen");
        row.getElement().setAttribute("aria-current", "true");
      }
      table.getBody().add(row);
    }
    Div route = Parts.wide(Words.t("inspect.route"), table);
    route.addClassName("route");
    return Parts.box(
        "column tight",
        new H3(Words.t("inspect.route")),
        Parts.text("muted", Words.t(asked ? "inspect.route.asked" : "inspect.route.note")),
        route);
  }

  private static Span fits(TaskDistance task) {
    return task.known()
        ? Parts.state("good", Words.t("inspect.within"))
        : Parts.state("quiet", Words.t("inspect.beyond"));
  }

  private static Div matches(Finding finding, String name) {
    Div list = Parts.box("matches");
    finding.matches().forEach(match -> list.add(match(finding, match, name)));
    return Parts.box(
        "column tight",
        new H3(Words.t("inspect.why")),
        Parts.text("muted", Words.t("inspect.why.note")),
        list);
  }

  private static Div match(Finding finding, Match match, String name) {
    Inspection found = finding.inspection();
    Div pictures = Parts.box("match-pictures");
    match
        .patch()
        .map(
            patch -> {
              String alt = Words.t("inspect.patch.own", name);
              return Crop.around(finding.sha256(), found.width(), found.height(), patch, alt);
            })
        .ifPresent(crop -> pictures.add(labelled(Words.t("inspect.patch.here"), crop)));
    match.normal().ifPresent(normal -> addNormal(pictures, match.source(), normal));
    Div words =
        Parts.box(
            "match-words",
            Parts.text("number strong", Words.figure(match.score())),
            Parts.text("muted cut", match.source()));
    if (match.normal().isEmpty()) {
      words.add(Parts.text("muted", Words.t("inspect.source.none")));
    }
    return Parts.box("match", words, pictures);
  }

  private static void addNormal(Div pictures, String source, Match.NormalPatch normal) {
    normal
        .patch()
        .ifPresent(
            patch -> {
              String alt = Words.t("inspect.patch.normal", source);
              pictures.add(
                  labelled(
                      Words.t("inspect.patch.nearest"),
                      Crop.around(normal.sha256(), normal.width(), normal.height(), patch, alt)),
                  labelled(
                      Words.t("inspect.patch.source"),
                      Crop.whole(normal.sha256(), normal.width(), normal.height(), patch, source)));
            });
  }

  private static Div labelled(String words, Component picture) {
    return Parts.box("match-picture", picture, Parts.text("muted", words));
  }

  private static String timings(Finding finding) {
    Timings spent = finding.inspection().timings();
    return Words.t(
        "inspect.timings",
        millis(finding.decodeMillis()),
        millis(spent.prepare()),
        millis(spent.backbone()),
        millis(spent.routing()),
        millis(spent.scoring()));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
