package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.job.LogLevel;
import io.ucad.admin.job.LogLine;
import io.ucad.admin.job.LossRow;
import io.ucad.admin.problem.UserProblem;
import io.ucad.trainer.preset.Adjustment;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job, live. */
@Route(value = "learn/:job", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class JobView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int LINES = 200;

  private final transient JobService jobs;
  private final transient Clock clock;
  private final boolean operates;
  private final Div head = new Div();
  private final Span stage = Parts.text("grow cut", "");
  private final Span figures = Parts.text("muted nowrap", "");
  private final Meter meter = new Meter(0);
  private final Div problem = Parts.box("remark bad");
  private final Div parts = Parts.box("list");
  private final Div curves = Parts.box("column");
  private final Div lines = Parts.box("log");
  private final Select<LogLevel> level = new Select<>();
  private long number;
  private transient @Nullable JobRow shown;
  private transient List<LossRow> drawn = List.of();
  private transient List<LogLine> written = List.of();

  public JobView(
      JobService jobs, AuthenticationContext authentication, Clock clock, Ticker ticker) {
    this.jobs = jobs;
    this.clock = clock;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    level.setItems(LogLevel.values());
    level.setValue(LogLevel.INFO);
    level.setItemLabelGenerator(value -> Words.t("log", value));
    level.setAriaLabel(Words.t("job.log.level"));
    level.addValueChangeListener(change -> refresh());
    lines.getElement().setAttribute("role", "log");
    lines.getElement().setAttribute("tabindex", "0");
    ticker.every(Duration.ofSeconds(1), this, this::refresh);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("job").orElse("");
    try {
      number = Long.parseLong(wanted);
      jobs.get(number);
    } catch (NumberFormatException | UserProblem e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.job.none", wanted));
      return;
    }
    removeAll();
    add(
        head,
        Parts.box("panel column", Parts.box("row", stage, figures), meter, problem, parts),
        curves,
        Parts.panel(Words.t("job.log"), Parts.box("row", level), lines));
    refresh();
  }

  private void refresh() {
    JobRow job = jobs.get(number);
    if (!job.equals(shown)) {
      show(job);
    }
    figures.setText(figures(job));
    List<LossRow> losses = jobs.losses(number);
    if (!losses.equals(drawn)) {
      drawn = losses;
      draw(job, losses);
    }
    List<LogLine> log = jobs.log(number, level.getValue(), LINES);
    if (!log.equals(written)) {
      written = log;
      lines.removeAll();
      log.forEach(line -> lines.add(line(line)));
    }
  }

  private void show(JobRow job) {
    boolean sameState = shown != null && shown.state() == job.state();
    boolean sameWish = shown != null && shown.cancelRequested() == job.cancelRequested();
    shown = job;
    if (!sameState || !sameWish) {
      head.removeAll();
      head.add(header(job));
    }
    meter.set(job.progress());
    stage.setText(
        job.state() == JobState.RUNNING && !job.stage().isBlank()
            ? job.stage()
            : Words.t("job.now", job.state()));
    problem.setText(job.problem());
    problem.setVisible(!job.problem().isBlank());
    parts.removeAll();
    job.parts().forEach(part -> parts.add(part(part)));
  }

  private Div header(JobRow job) {
    Button cancel = Parts.danger(Words.t("job.cancel"), VaadinIcon.STOP, this::cancel);
    Button retry = Parts.primary(Words.t("job.retry"), VaadinIcon.REFRESH, this::retry);
    boolean ended = job.state().ended();
    Parts.show(operates && !ended && !job.cancelRequested(), cancel);
    Parts.show(operates && ended && job.state() != JobState.DONE, retry);
    return Parts.header(
        title(),
        Words.t(
                "job.lead",
                Words.t("preset." + job.preset()),
                String.valueOf(job.seed()),
                job.createdBy())
            + changed(job.adjustment()),
        JobParts.state(job),
        cancel,
        retry);
  }

  private static String changed(Adjustment adjustment) {
    return adjustment.equals(Adjustment.NONE)
        ? ""
        : " · " + Words.t("job.changed", adjustment.text());
  }

  private String figures(JobRow job) {
    if (job.state() != JobState.RUNNING) {
      return job.finishedAt().map(Words::date).orElse("");
    }
    String left =
        job.remaining(clock.instant())
            .map(d -> " · " + Words.t("job.left", Words.duration(d)))
            .orElse("");
    return Words.percent(job.progress()) + left;
  }

  private static Div part(JobRow.Part part) {
    Div line =
        Parts.box(
            "line",
            new Anchor("tasks/" + part.task(), part.task()),
            Parts.text("grow muted", Words.t("job.images", part.images())));
    part.version()
        .ifPresentOrElse(
            version -> line.add(new Anchor("versions/" + version, "v" + version)),
            () -> line.add(Parts.text("muted", Words.t("job.waiting"))));
    return line;
  }

  private void draw(JobRow job, List<LossRow> losses) {
    curves.removeAll();
    if (losses.isEmpty()) {
      return;
    }
    Div panel = Parts.panel(Words.t("job.loss"));
    for (JobRow.Part part : job.parts()) {
      List<LossRow> points = losses.stream().filter(p -> p.part() == part.id()).toList();
      if (!points.isEmpty()) {
        panel.add(new H3(part.task()), new LossChart(points));
      }
    }
    curves.add(panel);
  }

  private static Div line(LogLine line) {
    return Parts.box(
        "log-line log-" + Words.lower(line.level()),
        Parts.text("muted nowrap", Words.date(line.at())),
        new Span(line.text()));
  }

  private void cancel() {
    Confirm.ask(
        Words.t("job.cancel.title"),
        Words.t("job.cancel.text"),
        Words.t("job.cancel"),
        () -> {
          jobs.cancel(number);
          refresh();
        });
  }

  private void retry() {
    jobs.retry(number);
    refresh();
  }

  @Override
  String title() {
    return Words.t("job.title", String.valueOf(number));
  }
}
