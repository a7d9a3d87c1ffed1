package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.inspect.LookalikeService;
import io.ucad.admin.inspect.ProposalService;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageCheck;
import io.ucad.admin.task.ImageCounts;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.Split;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** One product: what it is, what is to be said about its images, and the images. */
@Route(value = "tasks/:name", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class TaskView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;

  private final transient TaskService tasks;
  private final transient ImageService images;
  private final transient ProposalService proposals;
  private final transient LookalikeService lookalikes;
  private final transient Background background;
  private final boolean operates;
  private String heading = "";

  public TaskView(
      TaskService tasks,
      ImageService images,
      ProposalService proposals,
      LookalikeService lookalikes,
      Background background,
      AuthenticationContext authentication) {
    this.tasks = tasks;
    this.images = images;
    this.proposals = proposals;
    this.lookalikes = lookalikes;
    this.background = background;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String name = event.getRouteParameters().get("name").orElse("");
    try {
      build(tasks.get(name));
    } catch (UserProblem e) {
      event.rerouteToError(NotFoundException.class, Sentences.of(e));
    }
  }

  private void build(TaskCard task) {
    removeAll();
    heading = task.title();
    Button learn =
        Parts.primary(
            Words.t("task.learn"),
            VaadinIcon.PLAY,
            () -> UI.getCurrent().navigate("learn", QueryParameters.of("task", task.name())));
    Button describe = Parts.plain(Words.t("task.describe"), VaadinIcon.EDIT, () -> describe(task));
    Button archive =
        Parts.plain(
            Words.t(task.archived() ? "task.restore" : "task.archive"),
            VaadinIcon.ARCHIVE,
            () -> archive(task));
    Button region = Parts.plain(Words.t("region.title"), VaadinIcon.CROP, () -> region(task));
    learn.setEnabled(task.images().learnable() && !task.archived());
    Parts.show(operates, learn, describe, region, archive);
    String lead =
        task.description().isBlank() ? task.name() : task.name() + " · " + task.description();
    add(Parts.header(task.title(), lead, archive, describe, region, learn));
    ImageCounts counts = task.images();
    Div training =
        Parts.tile(
            Words.t("task.training"),
            String.valueOf(counts.training()),
            Words.t("task.training.note", ImageCounts.LEAST, ImageCounts.ADVISED));
    if (counts.training() < ImageCounts.ADVISED) {
      int goal = counts.learnable() ? ImageCounts.ADVISED : ImageCounts.LEAST;
      training.add(new Meter((double) counts.training() / goal));
      training.add(
          Parts.text(
              "tile-note",
              Words.t(
                  counts.learnable() ? "task.goal.advised" : "task.goal.least",
                  goal - counts.training())));
    }
    Div tiles =
        Parts.box(
            "tiles",
            training,
            Parts.tile(
                Words.t("task.test.good"),
                String.valueOf(counts.testGood()),
                Words.t("task.test.good.note")),
            Parts.tile(
                Words.t("task.test.defective"),
                String.valueOf(counts.testDefective()),
                Words.t("task.test.defective.note")));
    if (!task.region().isWhole()) {
      tiles.add(
          Parts.tile(
              Words.t("region.title"),
              Words.t(
                  "region.size",
                  Math.round(100 * task.region().width()),
                  Math.round(100 * task.region().height())),
              Words.t("region.note")));
    }
    add(tiles);
    check(counts, images.check(task.name()));
    boolean decides = operates && !task.archived();
    add(new ProposalPanel(proposals, task.name(), decides, () -> reload(task)));
    var grid = new ImageGrid(images, task.name(), decides, () -> reload(task));
    if (decides) {
      add(new UploadPanel(images, lookalikes, background, task.name(), () -> reload(task)));
    }
    add(grid);
  }

  private void reload(TaskCard task) {
    build(tasks.get(task.name()));
  }

  private void check(ImageCounts counts, ImageCheck check) {
    var remarks = new UnorderedList();
    if (counts.all() > 0 && !counts.learnable()) {
      remarks.add(new ListItem(Words.t("check.few", ImageCounts.LEAST, counts.training())));
    }
    if (check.mixed()) {
      StringBuilder sizes = new StringBuilder();
      check.sizes().entrySet().stream()
          .limit(5)
          .forEach(
              e ->
                  sizes
                      .append(sizes.isEmpty() ? "" : ", ")
                      .append(e.getKey())
                      .append(" (")
                      .append(e.getValue())
                      .append(')'));
      remarks.add(new ListItem(Words.t("check.sizes", sizes)));
    }
    check
        .shared()
        .forEach(
            (other, number) -> remarks.add(new ListItem(Words.t("check.shared", number, other))));
    if (remarks.getComponentCount() > 0) {
      Div panel = Parts.panel(Words.t("check.title"), remarks);
      panel.addClassName("warning");
      add(panel);
    }
  }

  private void archive(TaskCard task) {
    tasks.archive(task.name(), !task.archived());
    Parts.done(Words.t(task.archived() ? "task.restored" : "task.archived", task.title()));
    reload(task);
  }

  private void region(TaskCard task) {
    List<ImageRow> found = images.list(task.name(), Split.TRAIN, "", 0, 1);
    if (found.isEmpty()) {
      throw new UserProblem("problem.task.no.image", task.name());
    }
    new RegionDialog(
            found.get(0),
            task.region(),
            region -> {
              tasks.lookAt(task.name(), region);
              reload(task);
              Parts.done(Words.t("region.saved"));
            })
        .open();
  }

  private void describe(TaskCard task) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("task.describe"));
    var title = new TextField(Words.t("task.title"));
    var description = new TextArea(Words.t("task.description"));
    title.setValue(task.title());
    description.setValue(task.description());
    dialog.add(Parts.box("column form", title, description));
    Button save =
        Parts.primary(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              tasks.describe(task.name(), title.getValue(), description.getValue());
              dialog.close();
              reload(task);
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  @Override
  String title() {
    return heading;
  }
}
