package io.ucad.admin.webhook;

import com.google.gson.JsonObject;
import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks: who is told what, and what became of it. */
@Service
public class WebhookService {
  private static final int MOST = 500;
  private static final int MOST_WEBHOOKS = 50;

  private final Webhooks webhooks;
  private final DeliveryLedger ledger;
  private final DeliveryQueue queue;
  private final Outbox outbox;
  private final Targets targets;
  private final AuditLog audit;
  private final Clock clock;

  WebhookService(
      Webhooks webhooks,
      DeliveryLedger ledger,
      DeliveryQueue queue,
      Outbox outbox,
      Targets targets,
      AuditLog audit,
      Clock clock) {
    this.webhooks = webhooks;
    this.ledger = ledger;
    this.queue = queue;
    this.outbox = outbox;
    this.targets = targets;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of webhooks, oldest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<WebhookRow> list(int page, int size) {
    List<Webhook> found = webhooks.findAllByOrderById(PageRequest.of(page, Math.min(size, MOST)));
    Map<Long, DeliveryRow> last = ledger.last(found.stream().map(Webhook::id).toList());
    return found.stream().map(w -> w.toRow(Optional.ofNullable(last.get(w.id())))).toList();
  }

  /** How many webhooks there are. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public long count() {
    return webhooks.count();
  }

  /** One webhook. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public WebhookRow get(long id) {
    return find(id).toRow(Optional.ofNullable(ledger.last(List.of(id)).get(id)));
  }

  /**
   * Makes a webhook.
   *
   * @return its number, and the secret under which it signs, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public NewWebhook create(WebhookForm form) {
    if (webhooks.count() >= MOST_WEBHOOKS) {
      throw new UserProblem("problem.webhook.many", MOST_WEBHOOKS);
    }
    require(form);
    String secret = HookSecret.random();
    var webhook = webhooks.save(new Webhook(form, secret, AuditLog.actor(), clock.instant()));
    audit.record("webhook.create", form.label(), "", form.summary());
    return new NewWebhook(webhook.id(), secret);
  }

  /** Changes a webhook; one that is off is told nothing. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void change(long id, WebhookForm form, boolean enabled) {
    Webhook webhook = find(id);
    WebhookRow before = webhook.toRow(Optional.empty());
    if (!before.form().address().equals(form.address())) {
      require(form);
    }
    webhook.change(form, enabled);
    audit.record(
        "webhook.change", form.label(), state(before), state(webhook.toRow(Optional.empty())));
  }

  /**
   * Replaces the secret of a webhook; what is sent from now on is signed under the new one.
   *
   * @return the secret, which nobody can read again
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public String renewSecret(long id) {
    Webhook webhook = find(id);
    String secret = HookSecret.random();
    webhook.renew(secret);
    audit.record("webhook.secret", webhook.label(), "", "");
    return secret;
  }

  /** Removes a webhook with all that is known of what was sent to it. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void remove(long id) {
    Webhook webhook = find(id);
    WebhookForm form = webhook.toRow(Optional.empty()).form();
    ledger.forget(id);
    webhooks.delete(webhook);
    audit.record("webhook.remove", form.label(), form.summary(), "");
  }

  /** Sends a test, also to a webhook that is off. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public DeliveryRow test(long id) {
    Webhook webhook = find(id);
    var subject = new JsonObject();
    subject.addProperty("webhook", webhook.label());
    String uuid = outbox.add(webhook, HookEvent.TEST, "/webhooks/" + id, subject);
    audit.record("webhook.test", webhook.label(), "", "");
    return ledger.find(id, uuid).orElseThrow();
  }

  /**
   * A page of what was sent to a webhook in the last weeks, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<DeliveryRow> deliveries(long id, int page, int size) {
    find(id);
    return ledger.list(id, page, Math.min(size, MOST));
  }

  /** How many deliveries of a webhook are known. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public long countDeliveries(long id) {
    return ledger.count(id);
  }

  /** Sends something once more, at once, under the id by which the receiver may know it. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public DeliveryRow redeliver(long id, String delivery) {
    Webhook webhook = find(id);
    queue.add(
        ledger
            .again(id, delivery)
            .orElseThrow(() -> new UserProblem("problem.delivery.none", delivery)));
    audit.record("webhook.redeliver", webhook.label(), "", delivery);
    return ledger.find(id, delivery).orElseThrow();
  }

  private Webhook find(long id) {
    return webhooks.findById(id).orElseThrow(() -> new UserProblem("problem.webhook.none", id));
  }

  private void require(WebhookForm form) {
    try {
      targets.resolve(form.to());
    } catch (UnknownHostException e) {
      throw new UserProblem("problem.webhook.unknown", form.to().host());
    }
  }

  private static String state(WebhookRow row) {
    return row.form().summary() + (row.enabled() ? "" : ", off");
  }

  /**
   * A webhook that was just made.
   *
   * @param secret under which it signs
   */
  public record NewWebhook(long id, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "NewWebhook[" + id + "]";
    }
  }
}
