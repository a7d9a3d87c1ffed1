package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.ucad.admin.access.Role;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.Finding;
import io.ucad.admin.inspect.InspectionRow;
import io.ucad.admin.inspect.InspectionService;
import io.ucad.admin.inspect.Kept;
import io.ucad.admin.inspect.Proposal;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.ImageService;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.version.VersionCard;
import io.ucad.admin.version.VersionService;
import io.ucad.detector.Verdict;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asking the model about images, and seeing why it says what it says. */
@Route(value = "inspect/:id?", layout = MainLayout.class)
@RolesAllowed("VIEWER")
public class InspectView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 64 << 20;
  private static final int MOST_VERSIONS = 50;
  private static final int STRIP = 24;

  /** Hands a pasted picture to the upload as if its file had been chosen. */
  private static final String PASTE =
      """
      const upload = this;
      const paste = event => {
        const files = [...(event.clipboardData?.files ?? [])].filter(f => f.type.startsWith('image/'));
        const input = upload.shadowRoot.querySelector('input[type=file]')
            ?? upload.querySelector('input[type=file]');
        if (!files.length || !input) return;
        const chosen = new DataTransfer();
        files.forEach(f => chosen.items.add(f));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', {bubbles: true}));
        event.preventDefault();
      };
      if (upload.$paste) document.removeEventListener('paste', upload.$paste);
      upload.$paste = paste;
      document.addEventListener('paste', paste);
      """;

  private static final String NO_PASTE = "document.removeEventListener('paste', $0.$paste)";

  private final transient InspectionService inspections;
  private final transient TaskService tasks;
  private final transient ImageService images;
  private final transient Background background;
  private final boolean operates;
  private final transient List<VersionCard> choice;
  private final Select<VersionCard> version = new Select<>();
  private final Select<String> task = new Select<>();
  private final Div faults = Parts.box("column");
  private final Div strip = Parts.box("strip");
  private final Div result = Parts.box("column");
  private final @Nullable HistoryPanel history;

  /** What was chosen, for the threads of requests, which may not look at fields of the screen. */
  private volatile int wanted;

  private volatile Optional<String> wantedTask = Optional.empty();

  /** Whether the next image that arrives is the first of those sent together. */
  private boolean first = true;

  /** Counts what was asked for, so that a late answer does not replace a later one. */
  private int turn;

  public InspectView(
      InspectionService inspections,
      VersionService versions,
      TaskService tasks,
      ImageService images,
      AuthenticationContext authentication,
      Background background) {
    this.inspections = inspections;
    this.tasks = tasks;
    this.images = images;
    this.background = background;
    this.operates = authentication.hasRole(Role.OPERATOR.name());
    this.choice = versions.list(0, MOST_VERSIONS);
    add(Parts.header(title(), Words.t("inspect.lead")));
    if (choice.isEmpty()) {
      history = null;
      add(
          Parts.empty(
              VaadinIcon.EYE,
              Words.t("inspect.none.title"),
              Words.t("inspect.none.text"),
              new Anchor("learn", Words.t("nav.learn"))));
      return;
    }
    history = new HistoryPanel(inspections);
    result.getElement().setAttribute("aria-live", "polite");
    add(asking(), faults, strip, result, history);
    strip.setVisible(false);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    QueryParameters query = event.getLocation().getQueryParameters();
    Optional<String> id = event.getRouteParameters().get("id");
    Optional<String> stored = query.getSingleParameter("image");
    if (id.isPresent()) {
      open(number(id.get()), query.getSingleParameter("with").map(InspectView::number));
    } else if (stored.isPresent() && !choice.isEmpty()) {
      inspectStored(query.getSingleParameter("name").orElse(""), stored.get());
    }
  }

  /** What is no number is the number of nothing. */
  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private Div asking() {
    version.setLabel(Words.t("versions.version"));
    version.setItems(choice);
    version.setItemLabelGenerator(InspectView::label);
    task.setLabel(Words.t("inspect.task"));
    task.setEmptySelectionAllowed(true);
    task.setEmptySelectionCaption(Words.t("inspect.recognise"));
    task.setItemLabelGenerator(name -> name == null ? Words.t("inspect.recognise") : name);
    version.addValueChangeListener(
        change -> {
          if (change.getValue() != null) {
            wanted = change.getValue().number();
            task.setItems(inspections.tasks(wanted));
          }
        });
    task.addValueChangeListener(change -> wantedTask = Optional.ofNullable(change.getValue()));
    Optional<Integer> usual = inspections.usual();
    version.setValue(
        choice.stream()
            .filter(card -> usual.filter(u -> u == card.number()).isPresent())
            .findFirst()
            .orElse(choice.get(0)));
    var upload = new Upload(new StreamedUpload(LONGEST + 4096L, this::receive));
    upload.setAcceptedFileExtensions(".png", ".jpg", ".jpeg");
    upload.setI18n(UploadWords.of(Words.t("inspect.drop")));
    upload.addAllFinishedListener(
        event -> {
          first = true;
          upload.clearFileList();
          refreshHistory();
        });
    upload.addAttachListener(attached -> upload.getElement().executeJs(PASTE));
    upload.addDetachListener(
        detached -> detached.getUI().getPage().executeJs(NO_PASTE, upload.getElement()));
    Button stored =
        Parts.plain(
            Words.t("inspect.stored"),
            VaadinIcon.PICTURE,
            () -> new StoredImages(tasks, images, this::inspectStored).open());
    return Parts.box(
        "panel column",
        new Paragraph(Words.t("inspect.how")),
        Parts.box("row bottom", version, task, stored),
        upload);
  }

  private static String label(VersionCard card) {
    return card.aliases().isEmpty()
        ? card.name()
        : card.name() + " · " + String.join(", ", card.aliases());
  }

  /** Runs in the thread of the request. */
  private void receive(UploadEvent event) throws IOException {
    UI ui = event.getUI();
    String file = event.getFileName();
    try (InputStream in = event.getInputStream()) {
      Kept kept = inspections.inspect(file, in.readNBytes(LONGEST + 1), wanted, wantedTask);
      Future<?> unused = ui.access(() -> arrived(kept));
    } catch (RuntimeException e) {
      Future<?> unused = ui.access(() -> refuse(file, e));
    }
  }

  private void inspectStored(ImageRow image) {
    inspectStored(image.name(), image.sha256());
  }

  private void inspectStored(String name, String sha256) {
    int asked = wanted;
    Optional<String> named = wantedTask;
    work(
        () -> inspections.inspectStored(name, sha256, asked, named),
        kept -> {
          first = true;
          arrived(kept);
          first = true;
          refreshHistory();
        });
  }

  private void arrived(Kept kept) {
    InspectionRow row = kept.row();
    var picture = new Image("media/thumb/" + row.sha256(), row.name());
    var tile = new NativeButton("", click -> UI.getCurrent().navigate("inspect/" + row.id()));
    tile.addClassNames("strip-tile");
    tile.add(picture, FindingPanel.state(row.verdict()));
    strip.addComponentAsFirst(tile);
    while (strip.getComponentCount() > STRIP) {
      strip.remove(strip.getComponentAt(STRIP));
    }
    strip.setVisible(true);
    if (first) {
      first = false;
      turn++;
      show(new Look(row, Optional.of(kept.finding()), Optional.empty(), Optional.empty()));
      UI.getCurrent().getPage().getHistory().replaceState(null, "inspect/" + row.id(), false);
    }
  }

  private void refuse(String file, RuntimeException problem) {
    faults.add(
        Parts.box("remark bad", Parts.text("strong", file), new Span(Sentences.of(problem))));
  }

  private void open(long id, Optional<Long> with) {
    work(
        () -> look(id, with),
        look -> {
          show(look);
          look.problem().ifPresent(p -> refuse(look.row().name(), p));
        });
  }

  /** What is found stays worth seeing if another version, or even its own, cannot be asked. */
  private Look look(long id, Optional<Long> with) {
    Look look = new Look(inspections.get(id), Optional.empty(), Optional.empty(), Optional.empty());
    try {
      look = look.with(inspections.open(id).finding());
      if (with.isPresent()) {
        look = look.beside(inspections.compare(id, with.get().intValue()));
      }
      return look;
    } catch (UserProblem e) {
      return look.without(e);
    }
  }

  private <T> void work(Supplier<T> work, Consumer<T> done) {
    int mine = ++turn;
    var busy = new ProgressBar();
    busy.setIndeterminate(true);
    result.removeAll();
    result.add(Parts.box("panel", new Paragraph(Words.t("inspect.working")), busy));
    background.run(
        work,
        found -> {
          if (mine == turn) {
            faults.removeAll();
            done.accept(found);
          }
        },
        problem -> {
          if (mine == turn) {
            result.removeAll();
            result.add(Parts.box("remark bad", new Span(Sentences.of(problem))));
          }
        });
  }

  private void show(Look look) {
    result.removeAll();
    InspectionRow row = look.row();
    Div findings = Parts.box(look.other().isPresent() ? "compared" : "column");
    look.finding()
        .ifPresentOrElse(
            found -> findings.add(new FindingPanel(found, row.name(), row.asked())),
            () -> findings.add(Parts.box("panel", HistoryPanel.line(row))));
    look.other().ifPresent(found -> findings.add(new FindingPanel(found, row.name(), row.asked())));
    result.add(actions(look), findings);
  }

  private Div actions(Look look) {
    InspectionRow row = look.row();
    var with = new Select<VersionCard>();
    with.setLabel(Words.t("inspect.compare"));
    with.setEmptySelectionAllowed(true);
    with.setEmptySelectionCaption("–");
    List<VersionCard> others =
        choice.stream().filter(card -> card.number() != row.version()).toList();
    with.setItems(others);
    with.setItemLabelGenerator(card -> card == null ? "–" : label(card));
    look.other()
        .ifPresent(
            found ->
                others.stream()
                    .filter(card -> card.number() == found.version())
                    .findFirst()
                    .ifPresent(with::setValue));
    with.addValueChangeListener(change -> compare(row.id(), change.getValue()));
    with.setVisible(!others.isEmpty());
    Div actions =
        Parts.box(
            "row bottom",
            Parts.text("muted", Words.t("inspect.kept", row.actor(), Words.date(row.at()))),
            Parts.box("spring"));
    if (row.feedback() != Feedback.NONE) {
      actions.add(HistoryPanel.said(row), Parts.text("muted", row.note()));
    }
    if (operates) {
      addFeedback(actions, look);
    }
    actions.add(with);
    return actions;
  }

  private void addFeedback(Div actions, Look look) {
    InspectionRow row = look.row();
    if (row.feedback() == Feedback.NONE) {
      Button alarm =
          Parts.plain(
              Words.t("inspect.alarm"),
              VaadinIcon.THUMBS_UP_O,
              () -> askFeedback(look, Feedback.FALSE_ALARM));
      Button missed =
          Parts.plain(
              Words.t("inspect.missed"),
              VaadinIcon.WARNING,
              () -> askFeedback(look, Feedback.MISSED));
      alarm.setVisible(row.verdict() == Verdict.NG || row.verdict() == Verdict.REVIEW);
      missed.setVisible(row.verdict() == Verdict.OK || row.verdict() == Verdict.REVIEW);
      actions.add(alarm, missed);
    } else if (row.proposal() != Proposal.ACCEPTED) {
      actions.add(
          Parts.plain(
              Words.t("inspect.takeback"),
              VaadinIcon.ARROW_BACKWARD,
              () -> say(look, Feedback.NONE, "")));
    }
  }

  private void askFeedback(Look look, Feedback feedback) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(Words.t("feedback", feedback));
    var note = new TextArea(Words.t("inspect.note"));
    note.setMaxLength(1000);
    note.setAutofocus(true);
    String text =
        feedback == Feedback.FALSE_ALARM
            ? Words.t("inspect.alarm.text", look.row().task())
            : Words.t("inspect.missed.text", look.row().task());
    dialog.add(Parts.box("column form", new Paragraph(text), note));
    Button save =
        Parts.primary(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              say(look, feedback, note.getValue());
              dialog.close();
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  private void say(Look look, Feedback feedback, String note) {
    InspectionRow row = inspections.feedback(look.row().id(), feedback, note);
    Parts.done(
        feedback == Feedback.NONE
            ? Words.t("inspect.takenback")
            : Words.t("inspect.thanks", row.task()));
    show(new Look(row, look.finding(), look.other(), Optional.empty()));
    refreshHistory();
  }

  private static void compare(long id, @Nullable VersionCard with) {
    var query =
        with == null
            ? QueryParameters.empty()
            : QueryParameters.simple(Map.of("with", String.valueOf(with.number())));
    UI.getCurrent().navigate("inspect/" + id, query);
  }

  private void refreshHistory() {
    if (history != null) {
      history.refresh();
    }
  }

  /**
   * What is shown.
   *
   * @param finding empty if the version that was asked cannot be asked any more
   * @param other what the version to compare with says
   * @param problem why something is missing
   */
  private record Look(
      InspectionRow row,
      Optional<Finding> finding,
      Optional<Finding> other,
      Optional<UserProblem> problem) {
    Look with(Finding found) {
      return new Look(row, Optional.of(found), other, problem);
    }

    Look beside(Finding found) {
      return new Look(row, finding, Optional.of(found), problem);
    }

    Look without(UserProblem why) {
      return new Look(row, finding, other, Optional.of(why));
    }
  }

  @Override
  String title() {
    return Words.t("nav.inspect");
  }
}
