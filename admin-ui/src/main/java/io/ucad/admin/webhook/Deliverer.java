package io.ucad.admin.webhook;

import io.ucad.admin.problem.UserProblem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Makes one attempt at a delivery and decides what follows. No transaction is open meanwhile. */
@Component
class Deliverer {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  private final DeliveryLedger ledger;
  private final Post post;
  private final DeliveryMetrics metrics;
  private final Retries retries;
  private final Clock clock;

  @Autowired
  Deliverer(DeliveryLedger ledger, Post post, DeliveryMetrics metrics, Clock clock) {
    this(ledger, post, metrics, Retries.DEFAULT, clock);
  }

  Deliverer(
      DeliveryLedger ledger, Post post, DeliveryMetrics metrics, Retries retries, Clock clock) {
    this.ledger = ledger;
    this.post = post;
    this.metrics = metrics;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * Sends what an entry of the queue stands for, if it still stands for something.
   *
   * @return when to come back; empty for never
   */
  Optional<Instant> deliver(DeliveryEntry entry) {
    return ledger.parcel(entry).flatMap(this::deliver);
  }

  private Optional<Instant> deliver(Parcel parcel) {
    Instant now = clock.instant();
    if (parcel.addressee().filter(to -> wanted(parcel, to)).isEmpty()) {
      return giveUp(parcel, Answer.of(Outcome.DISABLED));
    }
    if (!retries.allow(parcel.attempts(), parcel.askedAt(), now)) {
      return giveUp(parcel, Answer.of(Outcome.EXPIRED));
    }
    if (now.isBefore(parcel.dueAt())) {
      // Whoever made the last attempt did not live to say so to the queue.
      return Optional.of(parcel.dueAt());
    }
    if (!ledger.begin(parcel)) {
      return Optional.empty();
    }
    Answer answer = send(parcel, parcel.addressee().orElseThrow(), now);
    metrics.attempted(answer.outcome());
    if (answer.outcome() == Outcome.DELIVERED) {
      ledger.end(parcel, DeliveryState.DELIVERED, answer);
      return Optional.empty();
    }
    Optional<Instant> next = retries.next(parcel.attempts() + 1, parcel.askedAt(), clock.instant());
    return next.isEmpty()
        ? giveUp(parcel, answer)
        : next.filter(at -> ledger.postpone(parcel, answer, at));
  }

  /** One that is off can still be tried out. */
  private static boolean wanted(Parcel parcel, Parcel.Addressee to) {
    return to.enabled() || parcel.event() == HookEvent.TEST;
  }

  private Optional<Instant> giveUp(Parcel parcel, Answer answer) {
    if (ledger.end(parcel, DeliveryState.FAILED, answer)) {
      LOG.warn("delivery {} of {} is given up: {}", parcel.id(), parcel.event(), answer.outcome());
      metrics.givenUp();
    }
    return Optional.empty();
  }

  private Answer send(Parcel parcel, Parcel.Addressee to, Instant now) {
    byte[] body = parcel.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "ucad");
    headers.put("Content-Type", "application/json");
    headers.put("X-Ucad-Event", parcel.event().name());
    headers.put("X-Ucad-Delivery", parcel.id());
    headers.put("X-Ucad-Timestamp", String.valueOf(now.getEpochSecond()));
    headers.put("X-Ucad-Signature", Signature.of(to.secret(), now, body));
    try {
      return post.send(HookAddress.parse(to.address()), headers, body);
    } catch (UserProblem e) {
      return Answer.of(Outcome.REFUSED);
    }
  }
}
