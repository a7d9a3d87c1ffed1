package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.deploy.RolloutRow;
import io.ucad.admin.deploy.RolloutState;
import io.ucad.admin.deploy.RolloutStep;
import io.ucad.admin.problem.UserProblem;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rollout, step by step, live. */
@Route(value = "deployments/rollouts/:rollout", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class RolloutView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;

  private final transient DeploymentService deployments;
  private long number;
  private transient RolloutRow.@Nullable Detail shown;

  public RolloutView(DeploymentService deployments, Ticker ticker) {
    this.deployments = deployments;
    ticker.every(Duration.ofSeconds(1), this, this::refresh);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("rollout").orElse("");
    try {
      number = Long.parseLong(wanted);
      refresh();
    } catch (NumberFormatException | UserProblem e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.rollout.none", wanted));
    }
  }

  private void refresh() {
    RolloutRow.Detail now = deployments.rollout(number);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    RolloutRow rollout = now.rollout();
    removeAll();
    add(
        Parts.header(
            title(),
            Words.t(
                "rollout.lead",
                Words.t("doing", rollout.action()),
                "v" + rollout.version(),
                rollout.node(),
                rollout.actor()),
            state(rollout)),
        Parts.box(
            "row",
            new Anchor("deployments", Words.t("nav.deployments")),
            new Anchor("versions/" + rollout.version(), "v" + rollout.version()),
            Parts.text("muted", Words.date(rollout.createdAt()))));
    if (!rollout.problem().isBlank()) {
      add(Parts.box("remark bad", new Span(rollout.problem())));
    }
    if (rollout.state() == RolloutState.LOST) {
      add(Parts.box("remark bad", new Span(Words.t("rollout.lost.text"))));
    }
    add(steps(now));
  }

  private static Div steps(RolloutRow.Detail detail) {
    var list = new OrderedList();
    list.addClassName("steps");
    List<RolloutRow.StepRow> steps = detail.steps();
    RolloutState state = detail.rollout().state();
    long begun = steps.stream().filter(step -> step.beganAt().isPresent()).count();
    // Taking it back is what follows the step that failed.
    boolean takenBack =
        state == RolloutState.FAILED
            && begun > 0
            && steps.get((int) begun - 1).step() == RolloutStep.ROLL_BACK;
    long open = state == RolloutState.DONE ? -1 : begun - (takenBack ? 2 : 1);
    for (int i = 0; i < steps.size(); i++) {
      RolloutRow.StepRow step = steps.get(i);
      String place =
          i >= begun
              ? "later"
              : i != open ? "done" : state == RolloutState.RUNNING ? "now" : "broken";
      var item =
          new ListItem(
              Parts.text("step-name", Words.t("step", step.step())),
              Parts.text("step-place", Words.t("steps." + place)),
              Parts.text("muted step-detail", step.detail()));
      item.addClassNames("step", "step-" + place);
      if (place.equals("now")) {
        item.getElement().setAttribute("aria-current", "step");
      }
      list.add(item);
    }
    return Parts.box("panel", list);
  }

  static Span state(RolloutRow rollout) {
    return Parts.state(
        switch (rollout.state()) {
          case DONE -> "good";
          case RUNNING -> "busy";
          case FAILED, LOST -> "bad";
        },
        Words.t("rollout", rollout.state()));
  }

  @Override
  String title() {
    return Words.t("rollout.title", String.valueOf(number));
  }
}
