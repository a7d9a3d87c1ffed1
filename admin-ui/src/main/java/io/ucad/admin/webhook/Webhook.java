package io.ucad.admin.webhook;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where to tell what. Its secret is kept, as every signature needs it, and shown to nobody. */
@Entity(name = "Webhook")
@Table(name = "webhook")
class Webhook {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String label;
  private String address;
  private String events;
  private String links;

  @SuppressWarnings("UnusedVariable") // what sends reads it in the database
  private String secret;

  private boolean enabled;
  private String createdBy;
  private Instant createdAt;

  protected Webhook() {}

  Webhook(WebhookForm form, String secret, String createdBy, Instant createdAt) {
    change(form, true);
    this.secret = secret;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  final void change(WebhookForm form, boolean on) {
    label = form.label();
    address = form.address();
    events = HookEvent.join(form.events());
    links = form.links();
    enabled = on;
  }

  void renew(String chosen) {
    secret = chosen;
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  boolean wants(HookEvent event) {
    return HookEvent.split(events).contains(event);
  }

  String label() {
    return label;
  }

  /** The address of a screen; empty if nobody said where this program is. */
  Optional<String> link(String screen) {
    return links.isEmpty() ? Optional.empty() : Optional.of(links + screen);
  }

  WebhookRow toRow(Optional<DeliveryRow> last) {
    return new WebhookRow(
        id(),
        new WebhookForm(label, address, HookEvent.split(events), links),
        enabled,
        createdBy,
        createdAt,
        last);
  }
}
