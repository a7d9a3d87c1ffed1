package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.webhook.DeliveryRow;
import io.ucad.admin.webhook.DeliveryState;
import io.ucad.admin.webhook.WebhookRow;
import io.ucad.admin.webhook.WebhookService;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One webhook, and what was sent to it. */
@Route(value = "webhooks/:webhook", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public class WebhookView extends Screen implements BeforeEnterObserver {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;
  private static final int SHOWN_ID = 8;

  private final transient WebhookService webhooks;
  private final Div about = Parts.box("column");
  private final Div list = Parts.box("list");
  private final Pager pager = new Pager(PAGE, this::refresh);
  private long number;
  private boolean removed;
  private transient @Nullable Shown shown;

  public WebhookView(WebhookService webhooks, Ticker ticker) {
    this.webhooks = webhooks;
    add(about, Parts.panel(Words.t("webhook.deliveries"), list, pager));
    ticker.every(Duration.ofSeconds(2), this, this::refresh);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String wanted = event.getRouteParameters().get("webhook").orElse("");
    try {
      number = Long.parseLong(wanted);
      refresh();
    } catch (NumberFormatException | UserProblem e) {
      event.rerouteToError(NotFoundException.class, Words.t("problem.webhook.none", wanted));
    }
  }

  /** It is drawn again only when something of it changed. */
  private record Shown(WebhookRow webhook, List<DeliveryRow> deliveries) {}

  private void refresh() {
    if (removed) {
      return;
    }
    pager.count(webhooks.countDeliveries(number));
    var now = new Shown(webhooks.get(number), webhooks.deliveries(number, pager.page(), PAGE));
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    show(now.webhook());
    list.removeAll();
    now.deliveries().forEach(delivery -> list.add(line(delivery)));
    if (now.deliveries().isEmpty()) {
      list.add(Parts.text("muted", Words.t("webhook.deliveries.none")));
    }
  }

  private void show(WebhookRow webhook) {
    about.removeAll();
    about.add(
        Parts.header(
            webhook.form().label(),
            WebhookParts.host(webhook.form()),
            Parts.plain(Words.t("webhook.edit"), VaadinIcon.EDIT, () -> openChange(webhook)),
            Parts.plain(
                Words.t(webhook.enabled() ? "webhook.disable" : "webhook.enable"),
                webhook.enabled() ? VaadinIcon.PAUSE : VaadinIcon.PLAY,
                () -> change(webhook, !webhook.enabled())),
            Parts.primary(Words.t("webhook.test"), VaadinIcon.PAPERPLANE_O, this::test)),
        Parts.box(
            "row",
            new Anchor("webhooks", Words.t("nav.webhooks")),
            webhook.enabled()
                ? Parts.state("good", Words.t("webhook.on"))
                : Parts.state("quiet", Words.t("webhook.off")),
            Parts.text("grow muted", Words.date(webhook.createdAt())),
            Parts.plain(Words.t("webhook.secret.renew"), VaadinIcon.KEY_O, () -> askRenew(webhook)),
            Parts.danger(Words.t("webhook.remove"), VaadinIcon.TRASH, () -> askRemove(webhook))),
        Parts.text("muted", WebhookParts.events(webhook.form())));
  }

  private Div line(DeliveryRow delivery) {
    Div line =
        Parts.box(
            "line wrap",
            Parts.text("strong", Words.t("hook", delivery.event())),
            Parts.text("code", delivery.id().substring(0, SHOWN_ID)),
            Parts.text("grow muted", WebhookParts.outcome(delivery)),
            Parts.text(
                "muted nowrap", Words.t("delivery.attempts", String.valueOf(delivery.attempts()))));
    delivery
        .nextAt()
        .filter(next -> delivery.attempts() > 0)
        .ifPresent(
            next ->
                line.add(Parts.text("muted nowrap", Words.t("delivery.next", Words.date(next)))));
    line.add(
        WebhookParts.state(delivery), Parts.text("muted nowrap", Words.date(delivery.createdAt())));
    if (delivery.state() != DeliveryState.WAITING || delivery.attempts() > 0) {
      line.add(
          Parts.plain(
              Words.t("delivery.again"),
              VaadinIcon.REFRESH,
              () -> {
                webhooks.redeliver(number, delivery.id());
                refresh();
              }));
    }
    return line;
  }

  private void openChange(WebhookRow webhook) {
    WebhookForms.ask(
        webhook.form(),
        form -> {
          webhooks.change(number, form, webhook.enabled());
          refresh();
        });
  }

  private void change(WebhookRow webhook, boolean enabled) {
    webhooks.change(number, webhook.form(), enabled);
    refresh();
  }

  private void test() {
    webhooks.test(number);
    Parts.done(Words.t("webhook.test.sent"));
    refresh();
  }

  private void askRenew(WebhookRow webhook) {
    Confirm.ask(
        Words.t("webhook.secret.renew"),
        Words.t("webhook.secret.renew.text"),
        Words.t("webhook.secret.renew"),
        () ->
            Secret.show(
                Words.t("webhook.secret.of", webhook.form().label()),
                webhooks.renewSecret(number),
                Words.t("webhook.secret.once")));
  }

  private void askRemove(WebhookRow webhook) {
    Confirm.ask(
        Words.t("webhook.remove.title", webhook.form().label()),
        Words.t("webhook.remove.text"),
        Words.t("webhook.remove"),
        () -> {
          webhooks.remove(number);
          removed = true;
          UI.getCurrent().navigate(WebhooksView.class);
        });
  }

  @Override
  String title() {
    Shown now = shown;
    return now == null ? Words.t("nav.webhooks") : now.webhook().form().label();
  }
}
