package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.ucad.admin.alarm.Alarm;
import io.ucad.admin.alarm.AlarmService;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.deploy.NodeRow;
import io.ucad.admin.deploy.NodeState;
import io.ucad.admin.endpoint.EndpointFigures;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityGrid;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.VersionService;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;

/** What is going on: what is served, what was learned last, and what to do next. */
@Route(value = "", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class OverviewView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int ALARMS = 20;
  private static final int JOBS = 6;
  private static final int TASKS = 50;
  private static final int VERSIONS = 12;

  private final transient TaskService tasks;
  private final transient JobService jobs;
  private final transient VersionService versions;
  private final transient QualityService quality;
  private final transient AlarmService alarms;
  private final transient DeploymentService deployments;
  private final Div body = Parts.box("column");
  private final CurlBox curl;

  public OverviewView(
      TaskService tasks,
      JobService jobs,
      VersionService versions,
      QualityService quality,
      AlarmService alarms,
      DeploymentService deployments,
      Ticker ticker) {
    this.tasks = tasks;
    this.jobs = jobs;
    this.versions = versions;
    this.quality = quality;
    this.alarms = alarms;
    this.deployments = deployments;
    this.curl = new CurlBox(deployments.asksForTokens());
    add(Parts.header(title(), Words.t("overview.lead")), body);
    refresh();
    ticker.every(Duration.ofSeconds(3), this, this::refresh);
  }

  private void refresh() {
    body.removeAll();
    List<Alarm> open = alarms.open(ALARMS);
    if (!open.isEmpty()) {
      Div list = Parts.box("list");
      open.forEach(alarm -> list.add(line(alarm)));
      Div panel = Parts.panel(Words.t("alarms.title"), list);
      panel.addClassName("warning");
      panel.getElement().setAttribute("role", "status");
      body.add(panel);
    }
    long products = tasks.count("", false);
    List<JobRow> last = jobs.list(0, JOBS);
    if (products == 0) {
      body.add(
          Parts.empty(
              VaadinIcon.CUBES,
              Words.t("overview.empty.title"),
              Words.t("overview.empty.text"),
              Parts.primary(
                  Words.t("tasks.register"),
                  VaadinIcon.PLUS,
                  () -> UI.getCurrent().navigate(TasksView.class))));
      return;
    }
    String none = "–";
    String latest = versions.alias("latest").map(n -> "v" + n).orElse(none);
    String serving = versions.alias("production").map(n -> "v" + n).orElse(none);
    long running = last.stream().filter(job -> !job.state().ended()).count();
    body.add(
        Parts.box(
            "tiles",
            Parts.tile(
                Words.t("overview.tasks"),
                String.valueOf(products),
                Words.t("overview.tasks.note")),
            Parts.tile(Words.t("overview.latest"), latest, Words.t("overview.latest.note")),
            Parts.tile(Words.t("overview.serving"), serving, Words.t("overview.serving.note")),
            Parts.tile(
                Words.t("overview.running"),
                String.valueOf(running),
                Words.t("overview.running.note"))));
    body.add(endpoint());
    Div list = Parts.box("list");
    last.forEach(job -> list.add(line(job)));
    if (last.isEmpty()) {
      list.add(
          Parts.empty(
              VaadinIcon.PLAY_CIRCLE_O,
              Words.t("learn.empty.title"),
              Words.t("learn.empty.text"),
              new RouterLink(Words.t("nav.learn"), LearnView.class)));
    }
    body.add(Parts.panel(Words.t("overview.jobs"), list));
    QualityGrid matrix = quality.grid(Measure.AUROC, 0, TASKS, 0, VERSIONS);
    if (!matrix.versions().isEmpty()) {
      body.add(
          Parts.panel(
              Words.t("overview.matrix"),
              Parts.text("muted", Words.t("quality.matrix.note")),
              new HeatTable(matrix, Measure.AUROC)));
    }
  }

  private static Div line(Alarm alarm) {
    return Parts.box(
        "line",
        Parts.text("grow", Words.t("alarm." + Words.lower(alarm.kind()), alarm.subject())),
        Parts.text("muted nowrap", alarm.figures()),
        Parts.text("muted nowrap", Words.date(alarm.raisedAt())));
  }

  /** What answers now, how much, and how to ask it. */
  private Div endpoint() {
    NodeState state = deployments.state(NodeRow.EMBEDDED.name());
    EndpointFigures figures = deployments.figures();
    Div facts =
        Parts.box(
            "row",
            Parts.state(DeploymentsView.tone(state.health()), Words.t("health", state.health())));
    state.versions().stream()
        .filter(NodeState.Served::current)
        .forEach(
            served ->
                facts.add(
                    new Anchor("versions/" + served.version().substring(1), served.version()),
                    Parts.text("muted", Words.t("deploy.serves"))));
    facts.add(
        Parts.text(
            "grow muted",
            Words.t(
                "overview.endpoint.rate",
                "%.1f".formatted(figures.perSecond()),
                String.valueOf(figures.answered()))),
        new RouterLink(Words.t("nav.deployments"), DeploymentsView.class));
    Div panel = Parts.panel(Words.t("overview.endpoint"), facts);
    if (!state.problem().isEmpty()) {
      panel.add(Parts.box("remark bad", new Span(state.problem())));
    } else if (state.versions().isEmpty()) {
      panel.add(Parts.text("muted", Words.t("deploy.empty.embedded")));
    }
    panel.add(curl);
    return panel;
  }

  private static Div line(JobRow job) {
    var link = new Anchor("learn/" + job.id(), Words.t("job.title", String.valueOf(job.id())));
    link.setRouterIgnore(false);
    String names = JobParts.names(job);
    Div line =
        Parts.box(
            "line",
            link,
            Parts.text("grow cut", names),
            JobParts.state(job),
            Parts.text("muted nowrap", Words.date(job.createdAt())));
    if (job.state() == JobState.RUNNING) {
      line.addComponentAtIndex(3, Parts.text("number", Words.percent(job.progress())));
    }
    return line;
  }

  @Override
  String title() {
    return Words.t("nav.overview");
  }
}
