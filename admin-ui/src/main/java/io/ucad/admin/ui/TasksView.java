package io.ucad.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageCounts;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.TaskCard;
import io.ucad.admin.task.TaskService;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;

/** All products. */
@Route(value = "tasks", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class TasksView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 24;
  private static final int PICTURES = 4;

  private final transient TaskService tasks;
  private final transient ImageService images;
  private final boolean operates;
  private final TextField search = new TextField();
  private final Checkbox archived = new Checkbox(Words.t("tasks.archived"));
  private final Div cards = Parts.box("cards");
  private final Pager pager = new Pager(PAGE, this::refresh);

  public TasksView(TaskService tasks, ImageService images, AuthenticationContext authentication) {
    this.tasks = tasks;
    this.images = images;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    search.setPlaceholder(Words.t("action.search"));
    search.setAriaLabel(Words.t("action.search"));
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(change -> pager.first());
    archived.addValueChangeListener(change -> pager.first());
    Button register = Parts.primary(Words.t("tasks.register"), VaadinIcon.PLUS, this::openRegister);
    Parts.show(operates, register);
    add(
        Parts.header(title(), Words.t("tasks.lead"), register),
        Parts.box("row", search, archived),
        cards,
        pager);
    refresh();
  }

  private void refresh() {
    long all = tasks.count(search.getValue(), archived.getValue());
    pager.count(all);
    cards.removeAll();
    cards.setClassName("cards", all > 0);
    if (all == 0) {
      cards.add(nothing());
      return;
    }
    List<TaskCard> found = tasks.list(search.getValue(), archived.getValue(), pager.page(), PAGE);
    Map<Long, List<String>> pictures =
        images.first(found.stream().map(TaskCard::id).toList(), PICTURES);
    found.forEach(task -> cards.add(card(task, pictures.getOrDefault(task.id(), List.of()))));
  }

  private Div nothing() {
    boolean filtered = !search.isEmpty() || archived.getValue();
    Div empty =
        Parts.empty(
            VaadinIcon.CUBES,
            Words.t(filtered ? "tasks.none.title" : "tasks.empty.title"),
            Words.t(filtered ? "tasks.none.text" : "tasks.empty.text"));
    if (!filtered && operates) {
      empty.add(Parts.primary(Words.t("tasks.register"), VaadinIcon.PLUS, this::openRegister));
    }
    return empty;
  }

  private static Anchor card(TaskCard task, List<String> some) {
    Div pictures = Parts.box("card-pictures");
    some.forEach(sha256 -> pictures.add(new Image("media/thumb/" + sha256, "")));
    if (some.isEmpty()) {
      pictures.add(VaadinIcon.PICTURE.create());
    }
    ImageCounts counts = task.images();
    var state =
        counts.learnable()
            ? Parts.state("good", Words.t("tasks.ready"))
            : Parts.state("quiet", Words.t("tasks.few", ImageCounts.LEAST - counts.training()));
    var card = new Anchor("tasks/" + task.name());
    card.addClassName("card");
    card.add(
        pictures,
        Parts.box(
            "card-words",
            new H2(task.title()),
            Parts.text("muted", task.name()),
            Parts.text(
                "card-counts",
                Words.t(
                    "tasks.counts", counts.training(), counts.testGood(), counts.testDefective())),
            state));
    return card;
  }

  private void openRegister() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("tasks.register"));
    var title = new TextField(Words.t("task.title"));
    var name = new TextField(Words.t("task.name"));
    var description = new TextArea(Words.t("task.description"));
    title.setAutofocus(true);
    title.setValueChangeMode(ValueChangeMode.EAGER);
    title.addValueChangeListener(change -> name.setValue(slug(change.getValue())));
    name.setHelperText(Words.t("task.name.rule"));
    dialog.add(Parts.box("column form", title, name, description));
    Button save =
        Parts.primary(
            Words.t("tasks.register"),
            VaadinIcon.CHECK,
            () -> {
              try {
                tasks.register(name.getValue(), title.getValue(), description.getValue());
                dialog.close();
                UI.getCurrent().navigate("tasks/" + name.getValue());
              } catch (UserProblem e) {
                TextField wrong = e.key().equals("problem.task.text") ? title : name;
                wrong.setInvalid(true);
                wrong.setErrorMessage(Sentences.of(e));
              }
            });
    save.addClickShortcut(Key.ENTER);
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  /** A name that the store takes, made of a title; empty if nothing of it can be used. */
  static String slug(String title) {
    String slug =
        title
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return slug.substring(0, Math.min(63, slug.length()));
  }

  @Override
  String title() {
    return Words.t("nav.tasks");
  }
}
