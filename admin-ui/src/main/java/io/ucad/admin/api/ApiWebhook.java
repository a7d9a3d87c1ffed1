package io.ucad.admin.api;

import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.WebhookRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook; its secret is not among what is told.
 *
 * @param address where to send to; may hold a secret of the receiver
 * @param links where people reach this program; empty if that is not told
 * @param enabled whether it is told anything
 * @param last its last delivery; null if it had none
 */
record ApiWebhook(
    long id,
    String label,
    String address,
    List<HookEvent> events,
    String links,
    boolean enabled,
    String createdBy,
    Instant createdAt,
    @Nullable ApiDelivery last) {
  static ApiWebhook of(WebhookRow row) {
    return new ApiWebhook(
        row.id(),
        row.form().label(),
        row.form().address(),
        row.form().events().stream().sorted().toList(),
        row.form().links(),
        row.enabled(),
        row.createdBy(),
        row.createdAt(),
        row.last().map(ApiDelivery::of).orElse(null));
  }
}
