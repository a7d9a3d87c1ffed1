package io.ucad.admin.api;

import io.ucad.admin.webhook.DeliveryRow;
import io.ucad.admin.webhook.DeliveryState;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was sent, or is to be sent, to a webhook.
 *
 * @param id by which the receiver knows it too
 * @param attempts since somebody last asked for it to be sent
 * @param outcome of the last attempt; null before the first
 * @param status of HTTP that was answered last; null if there was none
 * @param nextAt when it is tried next; null if it has ended
 * @param endedAt null if it has not ended
 */
record ApiDelivery(
    String id,
    HookEvent event,
    DeliveryState state,
    int attempts,
    @Nullable Outcome outcome,
    @Nullable Integer status,
    Instant createdAt,
    @Nullable Instant nextAt,
    @Nullable Instant endedAt) {
  static ApiDelivery of(DeliveryRow row) {
    return new ApiDelivery(
        row.id(),
        row.event(),
        row.state(),
        row.attempts(),
        row.outcome().orElse(null),
        row.status().isPresent() ? row.status().getAsInt() : null,
        row.createdAt(),
        row.nextAt().orElse(null),
        row.endedAt().orElse(null));
  }
}
