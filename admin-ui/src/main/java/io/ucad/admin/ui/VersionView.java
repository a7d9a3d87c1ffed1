package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.version.GateReport;
import io.ucad.admin.version.GateService;
import io.ucad.admin.version.TaskMeasure;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionDetail;
import io.ucad.admin.version.VersionService;
import io.ucad.store.ForgetReport;
import io.ucad.store.StoreException;
import io.ucad.store.VerifyReport;
import jakarta.annotation.security.RolesAllowed;
import java.util.stream.Stream;

/** One version: what is in it, what it changed, how well it does, and where it is put to work. */
@Route(value = "versions/:number", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class VersionView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;

  private final transient VersionService versions;
  private final transient GateService gate;
  private final boolean operates;
  private final boolean administers;
  private final Div report = Parts.box("column");
  private int number;

  public VersionView(
      VersionService versions, GateService gate, AuthenticationContext authentication) {
    this.versions = versions;
    this.gate = gate;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    this.administers = authentication.hasRole(Role.ADMIN.name());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("number").orElse("");
    try {
      number = Integer.parseInt(wanted);
      build(versions.get(number));
    } catch (NumberFormatException | StoreException e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.version.none", wanted));
    }
  }

  private void build(VersionDetail version) {
    removeAll();
    VersionCard card = version.card();
    Button verify = Parts.plain(Words.t("version.verify"), VaadinIcon.SHIELD, this::verify);
    Button promote =
        Parts.primary(Words.t("version.promote"), VaadinIcon.ROCKET, () -> point("production"));
    Button back =
        Parts.plain(Words.t("version.rollback"), VaadinIcon.ROTATE_LEFT, this::askRollBack);
    GateReport gated = gate.check(number);
    Parts.show(operates && !card.aliases().contains("production"), promote);
    promote.setEnabled(gated.open());
    Parts.show(operates && !card.aliases().contains("latest"), back);
    Div header = Parts.header(title(), Summary.of(card.summary()), back, verify, promote);
    add(header, facts(card), report);
    if (!gated.open() && !card.aliases().contains("production")) {
      add(new GateRefusal(versions, gated, administers, () -> moved("production")));
    }
    add(contents(version));
    if (!version.measures().isEmpty()) {
      add(measures(version));
    }
  }

  private Div facts(VersionCard card) {
    Div facts = Parts.box("row", Parts.text("muted", Words.date(card.createdAt())));
    card.aliases().forEach(alias -> facts.add(Parts.state(VersionsView.tone(alias), alias)));
    card.parent()
        .ifPresent(
            parent ->
                facts.add(
                    Parts.text("muted", Words.t("version.parent")),
                    new Anchor("versions/" + parent, "v" + parent),
                    new Anchor(
                        "versions/compare/%d/%d".formatted(parent, number),
                        Words.t("compare.with", "v" + parent))));
    card.job()
        .ifPresent(
            job ->
                facts.add(new Anchor("learn/" + job, Words.t("job.title", String.valueOf(job)))));
    if (operates) {
      facts.add(download("package"), download("archive"));
    }
    return facts;
  }

  private Anchor download(String what) {
    String words = Words.t(what.equals("package") ? "version.package" : "version.archive");
    var link = new Anchor("media/versions/%d/%s".formatted(number, what), words);
    link.setRouterIgnore(true);
    link.setDownload(true);
    return link;
  }

  private Div contents(VersionDetail version) {
    var table = new NativeTable();
    table.addClassName("table");
    table
        .getHead()
        .add(
            head("version.task", "version.change", "version.since", "version.size", "version.sha"));
    for (VersionDetail.TaskPart part : version.tasks()) {
      var line =
          new NativeTableRow(
              new NativeTableCell(new Anchor("tasks/" + part.task(), part.task())),
              new NativeTableCell(
                  Parts.state(
                      part.change() == VersionDetail.Change.UNCHANGED ? "quiet" : "good",
                      Words.t("change", part.change()))),
              new NativeTableCell("v" + part.since()),
              new NativeTableCell(Words.bytes(part.bytes())),
              new NativeTableCell(Parts.text("code", part.sha256().substring(0, 12))));
      if (administers) {
        Button forget =
            Parts.danger(
                Words.t("version.forget"), VaadinIcon.ERASER, () -> askForget(part.task()));
        forget.addThemeVariants(ButtonVariant.LUMO_SMALL);
        forget.setEnabled(version.card().aliases().contains("latest"));
        line.add(new NativeTableCell(forget));
      }
      table.getBody().add(line);
    }
    Div panel =
        Parts.panel(Words.t("version.contents"), Parts.wide(Words.t("version.contents"), table));
    version
        .forgotten()
        .forEach(
            task -> panel.add(Parts.box("remark", new Span(Words.t("version.forgotten", task)))));
    return panel;
  }

  private Div measures(VersionDetail version) {
    var table = new NativeTable();
    table.addClassName("table");
    table
        .getHead()
        .add(
            head(
                "version.task",
                "measure.images",
                "measure.auroc",
                "measure.ap",
                "measure.pixel",
                "measure.aupro",
                "measure.routed"));
    for (TaskMeasure measure : version.measures()) {
      table
          .getBody()
          .add(
              new NativeTableRow(
                  new NativeTableCell(
                      new Anchor(
                          "quality/%d/%s".formatted(number, measure.task()), measure.task())),
                  new NativeTableCell(String.valueOf(measure.images())),
                  new NativeTableCell(Words.figure(measure.imageAuroc())),
                  new NativeTableCell(Words.figure(measure.imageAp())),
                  new NativeTableCell(Words.figure(measure.pixelAp())),
                  new NativeTableCell(Words.figure(measure.aupro())),
                  new NativeTableCell(measure.routedRight() + " / " + measure.images())));
    }
    return Parts.panel(Words.t("version.measures"), Parts.wide(Words.t("version.measures"), table));
  }

  private static NativeTableRow head(String... keys) {
    var row = new NativeTableRow();
    Stream.of(keys).forEach(key -> row.add(new NativeTableHeaderCell(Words.t(key))));
    return row;
  }

  private void verify() {
    VerifyReport found = versions.verify(number);
    report.removeAll();
    if (found.ok()) {
      report.add(
          Parts.box(
              "remark good",
              new Span(Words.t("version.verified", found.files(), Words.bytes(found.bytes())))));
    } else {
      found.problems().forEach(p -> report.add(Parts.box("remark bad", new Span(Sentences.of(p)))));
    }
  }

  private void askRollBack() {
    Confirm.ask(
        Words.t("version.rollback.title", "v" + number),
        Words.t("version.rollback.text"),
        Words.t("version.rollback"),
        () -> point("latest"));
  }

  private void point(String alias) {
    versions.point(alias, number);
    moved(alias);
  }

  private void moved(String alias) {
    Parts.done(Words.t("version.pointed", alias, "v" + number));
    build(versions.get(number));
  }

  private void askForget(String task) {
    Confirm.ask(
        Words.t("version.forget.title", task),
        Words.t("version.forget.text"),
        Words.t("version.forget"),
        () -> {
          ForgetReport forgotten = versions.forget(task);
          Parts.done(
              Words.t(
                  "version.forgot", task, forgotten.version().id(), forgotten.unchanged().size()));
          UI.getCurrent().navigate("versions/" + forgotten.version().id().number());
        });
  }

  @Override
  String title() {
    return Words.t("versions.version") + " v" + number;
  }
}
