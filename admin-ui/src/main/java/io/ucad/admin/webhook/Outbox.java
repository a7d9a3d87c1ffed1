package io.ucad.admin.webhook;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where what happened is written down for the webhooks that want to know, in the transaction of
 * what happened: if that is undone, nobody hears of it; if it stays, it will be sent. For the
 * program itself, not for people.
 */
@Component
public class Outbox {
  private final Webhooks webhooks;
  private final DeliveryLedger ledger;
  private final DeliveryQueue queue;
  private final Clock clock;

  Outbox(Webhooks webhooks, DeliveryLedger ledger, DeliveryQueue queue, Clock clock) {
    this.webhooks = webhooks;
    this.ledger = ledger;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Writes an event down.
   *
   * @param screen path of the screen that shows what happened
   * @param subject what it happened to; at most 15,000 characters
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(HookEvent event, String screen, JsonObject subject) {
    webhooks.findAllByEnabledTrueOrderById().stream()
        .filter(webhook -> webhook.wants(event))
        .forEach(webhook -> add(webhook, event, screen, subject));
  }

  /** Writes something down for one webhook, whatever it wants. Returns the delivery's id. */
  @Transactional(propagation = Propagation.MANDATORY)
  String add(Webhook webhook, HookEvent event, String screen, JsonObject subject) {
    String uuid = UUID.randomUUID().toString();
    var body = new JsonObject();
    body.addProperty("id", uuid);
    body.addProperty("event", event.name());
    body.addProperty("at", clock.instant().toString());
    body.addProperty("screen", screen);
    webhook.link(screen).ifPresent(link -> body.addProperty("link", link));
    body.add("subject", subject);
    queue.add(ledger.add(webhook.id(), uuid, event, body.toString()));
    return uuid;
  }
}
