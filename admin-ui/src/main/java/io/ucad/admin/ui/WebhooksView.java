package io.ucad.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.ucad.admin.webhook.WebhookRow;
import io.ucad.admin.webhook.WebhookService;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs that are told what happens here. */
@Route(value = "webhooks", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public class WebhooksView extends Screen {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;

  private final transient WebhookService webhooks;
  private final Div list = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private transient @Nullable List<WebhookRow> shown;

  public WebhooksView(WebhookService webhooks, Ticker ticker) {
    this.webhooks = webhooks;
    Button add = Parts.primary(Words.t("webhook.add"), VaadinIcon.PLUS, this::openNew);
    add(
        Parts.header(title(), Words.t("webhooks.lead"), add),
        Parts.panel(Words.t("webhooks.title"), list, pager));
    refresh();
    ticker.every(Duration.ofSeconds(2), this, this::refresh);
  }

  private void refresh() {
    pager.count(webhooks.count());
    List<WebhookRow> now = webhooks.list(pager.page(), PAGE);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    list.removeAll();
    now.forEach(webhook -> list.add(line(webhook)));
    if (now.isEmpty()) {
      list.add(Parts.text("muted", Words.t("webhooks.none")));
    }
  }

  private static Div line(WebhookRow webhook) {
    Div line =
        Parts.box(
            "line wrap",
            new Anchor("webhooks/" + webhook.id(), webhook.form().label()),
            Parts.text("muted", WebhookParts.host(webhook.form())),
            Parts.text("grow muted", WebhookParts.events(webhook.form())));
    if (!webhook.enabled()) {
      line.add(Parts.state("quiet", Words.t("webhook.off")));
    }
    webhook
        .last()
        .ifPresent(
            last ->
                line.add(
                    Parts.text("muted", WebhookParts.outcome(last)),
                    WebhookParts.state(last),
                    Parts.text("muted nowrap", Words.date(last.createdAt()))));
    return line;
  }

  private void openNew() {
    WebhookForms.ask(
        form -> {
          WebhookService.NewWebhook made = webhooks.create(form);
          refresh();
          Secret.show(
              Words.t("webhook.secret.of", form.label()),
              made.secret(),
              Words.t("webhook.secret.once"));
        });
  }

  @Override
  String title() {
    return Words.t("nav.webhooks");
  }
}
