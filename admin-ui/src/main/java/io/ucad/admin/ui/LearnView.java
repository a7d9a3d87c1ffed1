package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.shared.SelectionPreservationMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.job.Estimate;
import io.ucad.admin.job.EstimateService;
import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import io.ucad.trainer.preset.Adjustment;
import io.ucad.trainer.preset.Presets;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asking for tasks to be learned, and the queue. */
@Route(value = "learn", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class LearnView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;
  private static final int MOST_TASKS = 500;

  private final transient JobService jobs;
  private final transient List<TaskCard> learnable;
  private final MultiSelectComboBox<TaskCard> tasks =
      new MultiSelectComboBox<>(Words.t("learn.tasks"));
  private final List<String> order = new ArrayList<>();
  private final OrderedList ordered = new OrderedList();
  private final RadioButtonGroup<String> preset = new RadioButtonGroup<>(Words.t("learn.preset"));
  private final AdjustmentFields adjustment = new AdjustmentFields(this::estimate);
  private final transient EstimateService estimates;
  private final transient Background background;
  private transient Map<String, Estimate> costs = Map.of();
  private int asked;
  private final Div queue = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);

  public LearnView(
      JobService jobs,
      EstimateService estimates,
      TaskService tasks,
      AuthenticationContext authentication,
      Background background,
      Ticker ticker) {
    this.jobs = jobs;
    this.estimates = estimates;
    this.background = background;
    this.learnable =
        tasks.list("", false, 0, MOST_TASKS).stream().filter(t -> t.images().learnable()).toList();
    add(Parts.header(title(), Words.t("learn.lead")));
    if (authentication.hasRole(Role.OPERATOR.name())) {
      add(request());
    }
    add(Parts.panel(Words.t("learn.queue"), queue, pager));
    refresh();
    ticker.every(Duration.ofSeconds(1), this, this::refresh);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    event
        .getLocation()
        .getQueryParameters()
        .getSingleParameter("task")
        .ifPresent(
            name -> learnable.stream().filter(t -> t.name().equals(name)).forEach(tasks::select));
  }

  private Div request() {
    if (learnable.isEmpty()) {
      return Parts.empty(
          VaadinIcon.PICTURE,
          Words.t("learn.none.title"),
          Words.t("learn.none.text"),
          Parts.primary(
              Words.t("nav.tasks"),
              VaadinIcon.CUBES,
              () -> UI.getCurrent().navigate(TasksView.class)));
    }
    tasks.setItems(learnable);
    tasks.setItemLabelGenerator(TaskCard::title);
    tasks.setWidthFull();
    tasks.addSelectionListener(
        change -> {
          change.getRemovedSelection().forEach(task -> order.remove(task.name()));
          change.getAddedSelection().forEach(task -> order.add(task.name()));
          ordered.removeAll();
          order.forEach(name -> ordered.add(new ListItem(name)));
          ordered.setVisible(order.size() > 1);
          estimate();
        });
    ordered.setVisible(false);
    preset.setItems(Presets.NAMES);
    preset.setValue(Presets.NAMES.get(0));
    preset.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    preset.setSelectionPreservationMode(SelectionPreservationMode.PRESERVE_EXISTING);
    preset.setItemLabelGenerator(this::label);
    preset.setHelperText(Words.t("learn.cost.note"));
    Button start = Parts.primary(Words.t("learn.start"), VaadinIcon.PLAY, this::start);
    return Parts.box(
        "panel column",
        new H2(Words.t("learn.new")),
        new Paragraph(Words.t("learn.new.text")),
        tasks,
        ordered,
        preset,
        adjustment,
        Parts.box("row", start));
  }

  private String label(String name) {
    String label = Words.t("preset." + name) + " – " + Words.t("preset." + name + ".note");
    Estimate cost = costs.get(name);
    if (cost == null) {
      return label;
    }
    String time = Words.duration(cost.time());
    return label + " · " + Words.t(cost.fromJobs() ? "learn.cost.jobs" : "learn.cost.passes", time);
  }

  /** What the chosen tasks cost with each preset; the first time takes a moment. */
  private void estimate() {
    int mine = ++asked;
    if (order.isEmpty() || !adjustment.valid()) {
      tell(Map.of());
      return;
    }
    List<Long> images =
        tasks.getSelectedItems().stream().map(task -> task.images().training()).toList();
    Adjustment wanted = adjustment.value();
    background.run(
        () -> estimates.estimate(images, Presets.NAMES, wanted),
        found -> {
          if (mine == asked) {
            tell(found);
          }
        },
        problem -> tell(Map.of()));
  }

  private void tell(Map<String, Estimate> found) {
    costs = found;
    preset.getGenericDataView().refreshAll();
  }

  private void start() {
    long job =
        jobs.learn(
            List.copyOf(order), preset.getValue(), adjustment.seedValue(), adjustment.value());
    Parts.done(Words.t("learn.started", String.valueOf(job)));
    UI.getCurrent().navigate("learn/" + job);
  }

  private void refresh() {
    long all = jobs.count();
    pager.count(all);
    queue.removeAll();
    if (all == 0) {
      queue.add(
          Parts.empty(
              VaadinIcon.PLAY_CIRCLE_O, Words.t("learn.empty.title"), Words.t("learn.empty.text")));
      return;
    }
    jobs.list(pager.page(), PAGE).forEach(job -> queue.add(line(job)));
  }

  private static Div line(JobRow job) {
    Div line =
        Parts.box(
            "line",
            new Anchor("learn/" + job.id(), Words.t("job.title", String.valueOf(job.id()))),
            Parts.text("grow cut", JobParts.names(job)));
    if (job.state() == JobState.RUNNING) {
      line.add(new Meter(job.progress()), Parts.text("number", Words.percent(job.progress())));
    }
    line.add(
        Parts.text("muted nowrap", Words.t("preset." + job.preset())),
        JobParts.state(job),
        Parts.text("muted nowrap", Words.date(job.createdAt())));
    return line;
  }

  @Override
  String title() {
    return Words.t("nav.learn");
  }
}
