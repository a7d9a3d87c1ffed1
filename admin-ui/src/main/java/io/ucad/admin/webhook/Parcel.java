package io.ucad.admin.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * All that an attempt needs to know.
 *
 * @param attempts before this one
 * @param askedAt when somebody last asked for it to be sent
 * @param dueAt before which it is not to be sent
 */
record Parcel(
    DeliveryEntry entry,
    String id,
    HookEvent event,
    String body,
    int attempts,
    Instant askedAt,
    Instant dueAt,
    Optional<Addressee> addressee) {

  /**
   * To whom it goes, unless the webhook was removed.
   *
   * @param secret under which it is signed
   */
  record Addressee(String address, String secret, boolean enabled) {
    /** Without the secret, of which the address may be one too. */
    @Override
    public String toString() {
      return "Addressee[" + enabled + "]";
    }
  }
}
