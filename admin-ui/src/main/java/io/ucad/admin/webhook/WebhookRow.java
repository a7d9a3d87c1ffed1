package io.ucad.admin.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as administrators see it; its secret cannot be shown again.
 *
 * @param last its last delivery, if it had any
 */
public record WebhookRow(
    long id,
    WebhookForm form,
    boolean enabled,
    String createdBy,
    Instant createdAt,
    Optional<DeliveryRow> last) {}
