package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.WebhookForm;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for what somebody decides about a webhook. */
final class WebhookForms {
  private WebhookForms() {}

  /** For a new one; where people reach this program is what the browser was given. */
  static void ask(Consumer<WebhookForm> saved) {
    UI.getCurrent()
        .getPage()
        .fetchCurrentURL(
            here ->
                open(
                    Words.t("webhook.add"),
                    "",
                    "",
                    Set.copyOf(HookEvent.CHOICE),
                    here.getProtocol() + "://" + here.getAuthority(),
                    saved));
  }

  /** For one that is to be changed. */
  static void ask(WebhookForm before, Consumer<WebhookForm> saved) {
    open(
        Words.t("webhook.change"),
        before.label(),
        before.address(),
        before.events(),
        before.links(),
        saved);
  }

  private static void open(
      String title,
      String named,
      String sentTo,
      Set<HookEvent> chosen,
      String leads,
      Consumer<WebhookForm> saved) {
    var dialog = new Dialog();
    dialog.setHeaderTitle(title);
    TextField label = field(Words.t("webhook.label"), named, "");
    TextField address = field(Words.t("webhook.address"), sentTo, Words.t("webhook.address.help"));
    address.setPlaceholder("https://");
    TextField links = field(Words.t("webhook.links"), leads, Words.t("webhook.links.help"));
    var events = new CheckboxGroup<HookEvent>(Words.t("webhook.events"));
    events.setItems(HookEvent.CHOICE);
    events.setValue(chosen);
    events.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    events.setItemLabelGenerator(event -> Words.t("hook", event));
    label.setAutofocus(true);
    dialog.add(Parts.box("column form", label, address, events, links));
    Button save =
        Parts.primary(
            Words.t("action.save"),
            VaadinIcon.CHECK,
            () -> {
              List.of(label, address, links).forEach(field -> field.setInvalid(false));
              events.setInvalid(false);
              try {
                saved.accept(
                    new WebhookForm(
                        label.getValue(), address.getValue(), events.getValue(), links.getValue()));
                dialog.close();
              } catch (UserProblem e) {
                if (e.key().equals("problem.webhook.events")) {
                  events.setInvalid(true);
                  events.setErrorMessage(Sentences.of(e));
                  return;
                }
                TextField wrong =
                    switch (e.key()) {
                      case "problem.webhook.label" -> label;
                      case "problem.webhook.links" -> links;
                      default -> address;
                    };
                wrong.setInvalid(true);
                wrong.setErrorMessage(Sentences.of(e));
              }
            });
    dialog.getFooter().add(new Button(Words.t("action.cancel"), click -> dialog.close()), save);
    dialog.open();
  }

  private static TextField field(String name, String value, String help) {
    var field = new TextField(name);
    field.setValue(value);
    field.setHelperText(help);
    return field;
  }
}
