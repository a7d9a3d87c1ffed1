package io.ucad.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.util.Arrays;
import java.util.Locale;

/** What screens are made of. */
final class Parts {
  private static final int TOAST_MS = 4000;

  private Parts() {}

  /** A box with a class of the style sheet. */
  static Div box(String style, Component... content) {
    var box = new Div(content);
    box.addClassNames(style.split(" "));
    return box;
  }

  static Span text(String style, String text) {
    var span = new Span(text);
    span.addClassNames(style.split(" "));
    return span;
  }

  /** The heading of a screen with what can be done on it. */
  static Div header(String title, String lead, Component... actions) {
    var words = box("page-words", new H1(title));
    if (!lead.isBlank()) {
      words.add(new Paragraph(lead));
    }
    return box("page-header", words, box("page-actions", actions));
  }

  /** A panel with a heading. */
  static Div panel(String title, Component... content) {
    var panel = box("panel", new H2(title));
    panel.add(content);
    return panel;
  }

  /** Something wide that is scrolled sideways within the screen, by keyboard too. */
  static Div wide(String name, Component content) {
    Div wide = box("scroll", content);
    wide.getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", name);
    return wide;
  }

  /** A figure with its name. */
  static Div tile(String name, String figure, String note) {
    return box(
        "tile", text("tile-name", name), text("tile-figure", figure), text("tile-note", note));
  }

  /** What is to be done where nothing is yet. */
  static Div empty(VaadinIcon icon, String title, String advice, Component... actions) {
    var mark = icon.create();
    mark.getElement().setAttribute("aria-hidden", "true");
    return box(
        "empty",
        box("empty-mark", mark),
        new H2(title),
        new Paragraph(advice),
        box("row", actions));
  }

  /** A state as a coloured word. */
  static Span state(String tone, String word) {
    return text("state state-" + tone, word);
  }

  static Button primary(String text, VaadinIcon icon, Runnable action) {
    Button button = plain(text, icon, action);
    button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    return button;
  }

  static Button plain(String text, VaadinIcon icon, Runnable action) {
    var button = new Button(text, icon.create(), click -> action.run());
    button.setDisableOnClick(false);
    return button;
  }

  static Button danger(String text, VaadinIcon icon, Runnable action) {
    Button button = plain(text, icon, action);
    button.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
    return button;
  }

  /** A share as style sheets want it. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.4f%%", 100 * share);
  }

  /** Says that something was done. */
  static void done(String text) {
    toast(text, NotificationVariant.LUMO_SUCCESS);
  }

  /** Says that something could not be done. */
  static void failed(String text) {
    toast(text, NotificationVariant.LUMO_ERROR);
  }

  private static void toast(String text, NotificationVariant variant) {
    Notification toast = Notification.show(text, TOAST_MS, Notification.Position.BOTTOM_START);
    toast.addThemeVariants(variant);
  }

  /** Shows only those that are to be shown. */
  static void show(boolean visible, Component... components) {
    Arrays.stream(components).forEach(component -> component.setVisible(visible));
  }
}
