package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.deploy.RolloutState;
import io.ucad.admin.deploy.ShadowRow;
import io.ucad.admin.deploy.ShadowService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionService;
import io.ucad.trainer.evaluate.Judgement;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two versions on the same images: which verdicts flip. */
@Route(value = "deployments/shadow/:run?", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class ShadowView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int MOST = 200;

  private final transient ShadowService shadows;
  private final transient List<VersionCard> versions;
  private final transient List<TaskCard> tasks;
  private final boolean operates;
  private final Select<TaskCard> task = new Select<>();
  private final Select<VersionCard> a = new Select<>();
  private final Select<VersionCard> b = new Select<>();
  private final Div result = Parts.box("column");
  private long run;
  private transient @Nullable ShadowRow shown;

  public ShadowView(
      ShadowService shadows,
      VersionService versions,
      TaskService tasks,
      AuthenticationContext authentication,
      Ticker ticker) {
    this.shadows = shadows;
    this.versions = versions.list(0, MOST);
    this.tasks =
        tasks.list("", false, 0, MOST).stream()
            .filter(card -> card.images().testGood() + card.images().testDefective() > 0)
            .toList();
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    add(
        Parts.header(
            title(), Words.t("shadow.lead"), new Anchor("deployments", Words.t("nav.deployments"))),
        request(),
        result);
    ticker.every(Duration.ofSeconds(1), this, this::refresh);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    run = event.getRouteParameters().get("run").flatMap(ShadowView::number).orElse(0L);
    shown = null;
    refresh();
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private Div request() {
    if (versions.size() < 2 || tasks.isEmpty()) {
      return Parts.empty(
          VaadinIcon.SPLIT_H, Words.t("shadow.empty.title"), Words.t("shadow.empty.text"));
    }
    task.setLabel(Words.t("version.task"));
    task.setItems(tasks);
    task.setItemLabelGenerator(TaskCard::title);
    task.setValue(tasks.get(0));
    choose(a, Words.t("shadow.a"), versions.get(1));
    choose(b, Words.t("shadow.b"), versions.get(0));
    Button start = Parts.primary(Words.t("shadow.start"), VaadinIcon.PLAY, this::start);
    start.setEnabled(operates);
    return Parts.box("panel row bottom", task, a, b, start);
  }

  private void choose(Select<VersionCard> select, String label, VersionCard first) {
    select.setLabel(label);
    select.setItems(versions);
    select.setItemLabelGenerator(VersionCard::name);
    select.setValue(first);
  }

  private void start() {
    long begun =
        shadows.start(task.getValue().name(), a.getValue().number(), b.getValue().number());
    UI.getCurrent().navigate("deployments/shadow/" + begun);
  }

  private void refresh() {
    if (run == 0 || (shown != null && hasEnded(shown.state()))) {
      return;
    }
    ShadowRow now;
    try {
      now = shadows.get(run);
    } catch (UserProblem e) {
      result.removeAll();
      result.add(Parts.box("remark", new Span(Sentences.of(e))));
      run = 0;
      return;
    }
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    result.removeAll();
    String which = Words.t("shadow.which", now.task(), "v" + now.a(), "v" + now.b());
    switch (now.state()) {
      case RUNNING ->
          result.add(
              Parts.panel(
                  which,
                  Parts.text("muted", Words.t("shadow.progress", now.done(), now.total())),
                  new Meter((double) now.done() / Math.max(1, now.total()))));
      case DONE -> result.add(report(now, which));
      case FAILED ->
          result.add(Parts.panel(which, Parts.box("remark bad", new Span(now.problem()))));
      case LOST ->
          result.add(Parts.panel(which, Parts.box("remark bad", new Span(Words.t("shadow.lost")))));
    }
  }

  /** One that is lost may only have been slow. */
  private static boolean hasEnded(RolloutState state) {
    return state == RolloutState.DONE || state == RolloutState.FAILED;
  }

  private static Div report(ShadowRow run, String which) {
    Div panel =
        Parts.panel(
            which,
            Parts.box(
                "remark" + (run.flips().isEmpty() ? " good" : ""),
                new Span(
                    Words.t("shadow.result", run.flips().size(), run.done(), run.rerouted()))));
    if (run.flips().isEmpty() || run.state() != RolloutState.DONE) {
      return panel;
    }
    var table = new NativeTable();
    table.addClassName("table");
    table
        .getHead()
        .add(
            new NativeTableRow(
                new NativeTableHeaderCell(Words.t("shadow.image")),
                new NativeTableHeaderCell("v" + run.a()),
                new NativeTableHeaderCell("v" + run.b())));
    for (ShadowRow.Flip flip : run.flips()) {
      var picture = new Image("media/thumb/" + flip.sha256(), "");
      picture.addClassName("flip-picture");
      table
          .getBody()
          .add(
              new NativeTableRow(
                  new NativeTableCell(Parts.box("row", picture, new Span(flip.image()))),
                  cell(flip.a()),
                  cell(flip.b())));
    }
    panel.add(Parts.wide(Words.t("shadow.title"), table));
    return panel;
  }

  private static NativeTableCell cell(Judgement judgement) {
    return new NativeTableCell(
        Parts.box(
            "row",
            FindingPanel.state(judgement.verdict()),
            Parts.text("muted", judgement.task().orElse("–")),
            Parts.text("number", Words.figure(judgement.score()))));
  }

  @Override
  String title() {
    return Words.t("shadow.title");
  }
}
