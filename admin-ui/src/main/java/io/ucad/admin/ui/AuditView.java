package io.ucad.admin.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.ucad.admin.audit.AuditCsv;
import io.ucad.admin.audit.AuditQuery;
import io.ucad.admin.audit.AuditService;
import jakarta.annotation.security.RolesAllowed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who changed what, and when: what is looked for stands in the address, and leaves as CSV. */
@Route(value = "audit", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public class AuditView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 25;
  private static final int NAME = 64;
  private static final int SUBJECT = 200;

  private final transient AuditService audit;
  private final TextField text = field(Words.t("action.search"), SUBJECT);
  private final ComboBox<String> actor = choice(Words.t("audit.actor"));
  private final ComboBox<String> action = choice(Words.t("audit.action"));
  private final TextField subject = field(Words.t("audit.subject"), SUBJECT);
  private final DayField from = new DayField(Words.t("audit.from"));
  private final DayField to = new DayField(Words.t("audit.to"));
  private final Span number = Parts.text("muted grow", "");
  private final Anchor csv = new Anchor();
  private final Div changes = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private transient AuditQuery query = AuditQuery.of("");

  public AuditView(AuditService audit) {
    this.audit = audit;
    actor.setItems(audit.actors());
    action.setItems(audit.actions());
    text.setPrefixComponent(VaadinIcon.SEARCH.create());
    List<HasValue<?, ?>> filters = List.of(text, actor, action, subject, from, to);
    filters.forEach(filter -> filter.addValueChangeListener(change -> ask(change.isFromClient())));
    csv.setText(Words.t("quality.csv"));
    csv.setAriaLabel(Words.t("quality.csv.of", "audit"));
    csv.addClassName("csv");
    number.getElement().setAttribute("aria-live", "polite");
    add(
        Parts.header(title(), Words.t("audit.lead")),
        Parts.box(
            "panel",
            Parts.box("filters", text, actor, action, subject, from, to),
            Parts.box("row", number, csv),
            changes,
            pager));
  }

  private static TextField field(String label, int longest) {
    var field = new TextField(label);
    field.setClearButtonVisible(true);
    field.setMaxLength(longest);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    return field;
  }

  /** Offers what is there and takes other words too: an action may be the beginning of many. */
  private ComboBox<String> choice(String label) {
    var choice = new ComboBox<String>(label);
    choice.setClearButtonVisible(true);
    choice.setAllowCustomValue(true);
    choice.addCustomValueSetListener(
        written -> {
          String words = written.getDetail();
          choice.setValue(words.substring(0, Math.min(NAME, words.length())));
          ask(true);
        });
    return choice;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    AuditFilter filter = AuditFilter.of(event.getLocation().getQueryParameters());
    text.setValue(filter.text());
    choose(actor, filter.actor());
    choose(action, filter.action());
    subject.setValue(filter.subject());
    from.setValue(filter.from().orElse(null));
    to.setValue(filter.to().orElse(null));
    query = filter.query();
    pager.first();
  }

  private static void choose(ComboBox<String> choice, String value) {
    if (value.isEmpty()) {
      choice.clear();
    } else {
      choice.setValue(value);
    }
  }

  /** Goes to the address of what the fields say. */
  private void ask(boolean byPerson) {
    if (!byPerson) {
      return;
    }
    QueryParameters wanted =
        new AuditFilter(
                text.getValue(),
                Objects.requireNonNullElse(actor.getValue(), ""),
                Objects.requireNonNullElse(action.getValue(), ""),
                subject.getValue(),
                Optional.ofNullable(from.getValue()),
                Optional.ofNullable(to.getValue()))
            .parameters();
    UI.getCurrent().navigate(AuditView.class, wanted);
  }

  private void refresh() {
    long all = audit.count(query);
    pager.count(all);
    number.setText(Words.t("audit.number", all));
    AuditQuery shown = query;
    csv.setHref(event -> send(shown, event));
    csv.setVisible(all > 0);
    changes.removeAll();
    if (all == 0) {
      changes.add(
          Parts.empty(
              VaadinIcon.CLIPBOARD_TEXT, Words.t("audit.none.title"), Words.t("tasks.none.text")));
    }
    audit.search(query, pager.page(), PAGE).forEach(entry -> changes.add(new AuditLine(entry)));
  }

  /** All that is looked for, sent while it is read. */
  private void send(AuditQuery wanted, DownloadEvent event) {
    event.setFileName("audit.csv");
    event.setContentType("text/csv; charset=utf-8");
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8))) {
      audit.export(wanted, new AuditCsv(out)::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  String title() {
    return Words.t("nav.audit");
  }
}
