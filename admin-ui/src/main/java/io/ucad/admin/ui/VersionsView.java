package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.ucad.admin.version.DeploymentRow;
import io.ucad.admin.version.Lineage;
import io.ucad.admin.version.LineageService;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionService;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lineage of the model. */
@Route(value = "versions", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class VersionsView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 25;
  private static final int MOVES = 10;

  private final transient VersionService versions;
  private final transient LineageService lineage;
  private final Div list = Parts.box("list lineage");
  private final Pager pager = new Pager(PAGE, this::refresh);

  public VersionsView(VersionService versions, LineageService lineage) {
    this.versions = versions;
    this.lineage = lineage;
    add(Parts.header(title(), Words.t("versions.lead")));
    refresh();
    add(Parts.box("panel", list, pager));
    List<DeploymentRow> moves = versions.deployments(MOVES);
    if (!moves.isEmpty()) {
      Div history = Parts.box("list");
      moves.forEach(move -> history.add(move(move)));
      add(Parts.panel(Words.t("versions.moves"), history));
    }
  }

  private void refresh() {
    long all = versions.count();
    pager.count(all);
    list.removeAll();
    if (all == 0) {
      list.add(
          Parts.empty(
              VaadinIcon.ARCHIVES,
              Words.t("versions.empty.title"),
              Words.t("versions.empty.text"),
              new Anchor("learn", Words.t("nav.learn"))));
      return;
    }
    Map<Integer, Lineage.Row> rows =
        lineage.rows(pager.page(), PAGE).stream()
            .collect(Collectors.toMap(Lineage.Row::version, Function.identity()));
    int lanes = rows.values().stream().mapToInt(Lineage.Row::lanes).max().orElse(1);
    list.getStyle().set("--lanes", LineageLine.width(lanes) + "px");
    versions
        .list(pager.page(), PAGE)
        .forEach(
            version ->
                list.add(
                    line(
                        version,
                        Optional.ofNullable(rows.get(version.number()))
                            .map(row -> new LineageLine(row, lanes)))));
  }

  private static Div line(VersionCard version, Optional<LineageLine> tree) {
    Div line =
        Parts.box(
            "line",
            new Anchor("versions/" + version.number(), version.name()),
            Parts.text("grow cut", Summary.of(version.summary())));
    tree.ifPresent(line::addComponentAsFirst);
    version.aliases().forEach(alias -> line.add(Parts.state(tone(alias), alias)));
    line.add(
        Parts.text("muted nowrap", Words.t("versions.tasks", version.tasks())),
        Parts.text("muted nowrap", Words.bytes(version.bytes())),
        Parts.text("muted nowrap", Words.date(version.createdAt())));
    return line;
  }

  private static Div move(DeploymentRow move) {
    return Parts.box(
        "line",
        new Anchor("versions/" + move.version(), "v" + move.version()),
        Parts.text(
            "grow", Words.t(move.back() ? "versions.moved.back" : "versions.moved", move.target())),
        Parts.text("muted", move.actor()),
        Parts.text("muted nowrap", Words.date(move.at())));
  }

  static String tone(String alias) {
    return switch (alias) {
      case "production" -> "good";
      case "latest" -> "busy";
      default -> "quiet";
    };
  }

  @Override
  String title() {
    return Words.t("nav.versions");
  }
}
