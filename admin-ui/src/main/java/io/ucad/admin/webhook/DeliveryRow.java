package io.ucad.admin.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was sent, or is to be sent, to a webhook.
 *
 * @param id by which the receiver knows it too
 * @param attempts since somebody last asked for it to be sent
 * @param outcome of the last attempt; empty before the first
 * @param status of HTTP that was answered last
 * @param nextAt when it is tried next; empty if it has ended
 */
public record DeliveryRow(
    String id,
    HookEvent event,
    DeliveryState state,
    int attempts,
    Optional<Outcome> outcome,
    OptionalInt status,
    Instant createdAt,
    Optional<Instant> nextAt,
    Optional<Instant> endedAt) {}
