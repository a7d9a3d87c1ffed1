package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is ticked on a page of tiles: how much it is, and what can be done with it. */
final class Selection {
  private final Set<Long> chosen = new LinkedHashSet<>();
  private final List<Checkbox> checks = new ArrayList<>();
  private final Span number = Parts.text("muted", "");
  private final Button all =
      Parts.plain(
          Words.t("images.choose"),
          VaadinIcon.CHECK_SQUARE_O,
          () -> checks.forEach(check -> check.setValue(true)));
  private final List<Button> actions;

  /**
   * @param actions what needs something to be ticked
   */
  Selection(Button... actions) {
    this.actions = List.of(actions);
    tell();
  }

  /** Says how much is ticked. */
  Span number() {
    return number;
  }

  /** Ticks the page. */
  Button all() {
    return all;
  }

  /** What is ticked now. */
  Set<Long> chosen() {
    return Set.copyOf(chosen);
  }

  /** Begins a page. */
  void clear() {
    chosen.clear();
    checks.clear();
    tell();
  }

  /** What ticks one tile of the page. */
  Checkbox check(long id, String name) {
    var check = new Checkbox();
    check.setAriaLabel(name);
    check.addClassName("image-check");
    check.addValueChangeListener(
        change -> {
          if (change.getValue()) {
            chosen.add(id);
          } else {
            chosen.remove(id);
          }
          tell();
        });
    checks.add(check);
    return check;
  }

  private void tell() {
    number.setText(chosen.isEmpty() ? "" : Words.t("images.chosen", chosen.size()));
    actions.forEach(action -> action.setEnabled(!chosen.isEmpty()));
  }
}
