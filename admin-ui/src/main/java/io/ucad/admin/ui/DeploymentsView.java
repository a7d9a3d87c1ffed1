package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.deploy.NodeRow;
import io.ucad.admin.deploy.NodeState;
import io.ucad.admin.deploy.NodeState.Served;
import io.ucad.admin.deploy.RolloutRow;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionService;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Nodes that serve, what they serve, and putting another version there. */
@Route(value = "deployments", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class DeploymentsView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 10;
  private static final int VERSIONS = 200;

  private final transient DeploymentService deployments;
  private final transient VersionService versions;
  private final boolean operates;
  private final boolean administers;
  private final Div nodes = Parts.box("column");
  private final Div figures = Parts.box("tiles");
  private final CurlBox curl;
  private final Div rollouts = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private transient List<Shown> shown = List.of();

  public DeploymentsView(
      DeploymentService deployments,
      VersionService versions,
      AuthenticationContext authentication,
      Ticker ticker) {
    this.deployments = deployments;
    this.versions = versions;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    this.administers = authentication.hasRole(Role.ADMIN.name());
    this.curl = new CurlBox(deployments.asksForTokens());
    Button compare =
        Parts.plain(
            Words.t("shadow.title"),
            VaadinIcon.SPLIT_H,
            () -> UI.getCurrent().navigate(ShadowView.class));
    Button register =
        Parts.primary(Words.t("deploy.register"), VaadinIcon.PLUS, this::openRegister);
    Parts.show(administers, register);
    add(
        Parts.header(title(), Words.t("deploy.lead"), compare, register),
        nodes,
        Parts.panel(Words.t("deploy.rollouts"), rollouts, pager));
    refresh();
    ticker.every(Duration.ofSeconds(2), this, this::refresh);
  }

  /** A node is drawn again only when something of it changed. */
  private record Shown(NodeRow node, NodeState state, OptionalInt before) {}

  private void refresh() {
    List<Shown> now = new ArrayList<>();
    for (NodeRow node : deployments.nodes()) {
      NodeState state = deployments.state(node.name());
      now.add(
          new Shown(
              node,
              new NodeState(state.health(), state.problem(), state.versions(), Optional.empty()),
              state.current().stream()
                  .flatMap(version -> deployments.before(node.name(), version).stream())
                  .findFirst()));
    }
    if (!now.equals(shown)) {
      shown = now;
      nodes.removeAll();
      now.forEach(node -> nodes.add(panel(node)));
    }
    showFigures();
    pager.count(deployments.count());
    rollouts.removeAll();
    List<RolloutRow> page = deployments.rollouts(pager.page(), PAGE);
    page.forEach(rollout -> rollouts.add(line(rollout)));
    if (page.isEmpty()) {
      rollouts.add(Parts.text("muted", Words.t("deploy.rollouts.none")));
    }
  }

  private void showFigures() {
    var now = deployments.figures();
    figures.removeAll();
    figures.add(
        Parts.tile(
            Words.t("deploy.rate"), "%.1f".formatted(now.perSecond()), Words.t("deploy.rate.note")),
        Parts.tile(
            Words.t("deploy.answered"),
            String.valueOf(now.answered()),
            Words.t("deploy.answered.note", String.valueOf(now.failed()))),
        Parts.tile(
            Words.t("deploy.mean"),
            now.mean().map(DeploymentsView::millis).orElse("–"),
            Words.t("deploy.mean.note")),
        Parts.tile(
            Words.t("deploy.most"),
            now.most().map(most -> "≤ " + millis(most)).orElse("–"),
            Words.t("deploy.most.note")));
  }

  private static String millis(Duration time) {
    return "%.0f ms".formatted(time.toNanos() / 1e6);
  }

  private Div panel(Shown shownNode) {
    NodeRow node = shownNode.node();
    NodeState state = shownNode.state();
    Button deploy =
        Parts.primary(Words.t("deploy.deploy"), VaadinIcon.ROCKET, () -> openDeploy(node));
    Button remove = Parts.danger(Words.t("deploy.remove"), VaadinIcon.TRASH, () -> askRemove(node));
    Parts.show(operates, deploy);
    Parts.show(administers && !node.embedded(), remove);
    Div actions = Parts.box("row", deploy);
    if (operates) {
      shownNode
          .before()
          .ifPresent(
              version ->
                  actions.addComponentAsFirst(
                      Parts.plain(
                          Words.t("deploy.back", "v" + version),
                          VaadinIcon.ROTATE_LEFT,
                          () -> askBack(node, version))));
    }
    actions.add(remove);
    Div panel =
        Parts.box(
            "panel column",
            Parts.box(
                "row",
                new H2(node.embedded() ? Words.t("deploy.embedded") : node.name()),
                Parts.state(tone(state.health()), Words.t("health", state.health())),
                Parts.text(
                    "grow muted cut",
                    node.embedded() ? Words.t("deploy.embedded.note") : node.management())),
            served(node, state));
    if (!state.problem().isEmpty()) {
      panel.add(Parts.box("remark bad", new Span(state.problem())));
    }
    if (node.embedded()) {
      panel.add(figures, curl);
    }
    panel.add(actions);
    return panel;
  }

  private Div served(NodeRow node, NodeState state) {
    Div list = Parts.box("list");
    for (Served served : state.versions()) {
      int number = served.number();
      Div line =
          Parts.box(
              "line",
              number > 0
                  ? new Anchor("versions/" + number, served.version())
                  : new Span(served.version()),
              Parts.text("grow muted cut", served.detail()),
              Parts.state(
                  served.healthy() ? "good" : "bad",
                  Words.t(
                      served.current()
                          ? "deploy.serves"
                          : served.healthy() ? "deploy.loaded" : "deploy.broken")));
      if (operates && !node.embedded() && number > 0) {
        Button undeploy =
            Parts.danger(
                Words.t("deploy.undeploy"),
                VaadinIcon.CLOSE_SMALL,
                () -> askUndeploy(node, number, state.versions().size() == 1));
        undeploy.addThemeVariants(ButtonVariant.LUMO_SMALL);
        line.add(undeploy);
      }
      list.add(line);
    }
    if (state.versions().isEmpty() && state.health() == NodeState.Health.EMPTY) {
      list.add(
          Parts.text("muted", Words.t(node.embedded() ? "deploy.empty.embedded" : "deploy.empty")));
    }
    return list;
  }

  static String tone(NodeState.Health health) {
    return switch (health) {
      case SERVING -> "good";
      case SICK, UNREACHABLE -> "bad";
      case EMPTY, UNSEEN -> "quiet";
    };
  }

  private static Div line(RolloutRow rollout) {
    return Parts.box(
        "line",
        new Anchor(
            "deployments/rollouts/" + rollout.id(), Words.t("rollout.title", rollout.id() + "")),
        Parts.text("nowrap", "v" + rollout.version()),
        Parts.text("grow cut", Words.t("doing", rollout.action()) + " · " + rollout.node()),
        RolloutView.state(rollout),
        Parts.text("muted", rollout.actor()),
        Parts.text("muted nowrap", Words.date(rollout.createdAt())));
  }

  private void openRegister() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("deploy.register"));
    var name = new TextField(Words.t("deploy.name"));
    var management = new TextField(Words.t("deploy.management"));
    var inference = new TextField(Words.t("deploy.inference"));
    management.setPlaceholder("http://127.0.0.1:8081");
    management.setHelperText(Words.t("deploy.management.help"));
    inference.setPlaceholder("http://127.0.0.1:8080");
    inference.setHelperText(Words.t("deploy.inference.help"));
    name.setAutofocus(true);
    dialog.add(Parts.box("column form", name, management, inference));
    Button save =
        Parts.primary(
            Words.t("deploy.register"),
            VaadinIcon.CHECK,
            () -> {
              try {
                deployments.register(name.getValue(), management.getValue(), inference.getValue());
                dialog.close();
                refresh();
              } catch (UserProblem e) {
                boolean named =
                    e.key().equals("problem.node.name") || e.key().equals("problem.node.exists");
                TextField wrong = named ? name : management;
                wrong.setInvalid(true);
                wrong.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  private void openDeploy(NodeRow node) {
    List<VersionCard> known = versions.list(0, VERSIONS);
    if (known.isEmpty()) {
      Parts.failed(Words.t("versions.empty.text"));
      return;
    }
    var dialog = new Dialog();
    dialog.setHeaderTitle(
        Words.t("deploy.deploy.title", node.embedded() ? Words.t("deploy.embedded") : node.name()));
    var choice = new Select<VersionCard>();
    choice.setLabel(Words.t("versions.version"));
    choice.setItems(known);
    choice.setItemLabelGenerator(version -> version.name() + " · " + Summary.of(version.summary()));
    choice.setValue(known.get(0));
    choice.setWidthFull();
    dialog.add(
        Parts.box(
            "column form",
            new Paragraph(
                Words.t(node.embedded() ? "deploy.deploy.embedded" : "deploy.deploy.text")),
            choice));
    Button start =
        Parts.primary(
            Words.t("deploy.deploy"),
            VaadinIcon.ROCKET,
            () -> {
              dialog.close();
              follow(deployments.deploy(node.name(), choice.getValue().number()));
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), start);
    dialog.open();
  }

  private void askBack(NodeRow node, int version) {
    Confirm.ask(
        Words.t("deploy.back.title", "v" + version),
        Words.t("deploy.back.text"),
        Words.t("deploy.back", "v" + version),
        () -> follow(deployments.deploy(node.name(), version)));
  }

  private void askUndeploy(NodeRow node, int version, boolean last) {
    Confirm.ask(
        Words.t("deploy.undeploy.title", "v" + version, node.name()),
        Words.t(last ? "deploy.undeploy.last" : "deploy.undeploy.text"),
        Words.t("deploy.undeploy"),
        () -> follow(deployments.undeploy(node.name(), version, last)));
  }

  private void askRemove(NodeRow node) {
    Confirm.ask(
        Words.t("deploy.remove.title", node.name()),
        Words.t("deploy.remove.text"),
        Words.t("deploy.remove"),
        () -> {
          deployments.remove(node.name());
          refresh();
        });
  }

  private static void follow(long rollout) {
    UI.getCurrent().navigate("deployments/rollouts/" + rollout);
  }

  @Override
  String title() {
    return Words.t("nav.deployments");
  }
}
