package io.ucad.admin.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts the attempts of this node, and tells what waits in the whole fleet. */
@Component
class DeliveryMetrics {
  /** Those that no attempt ends with. */
  private static final Set<Outcome> UNTRIED = EnumSet.of(Outcome.DISABLED, Outcome.EXPIRED);

  private final Map<Outcome, Counter> attempts;
  private final Counter givenUp;

  DeliveryMetrics(MeterRegistry registry, DeliveryLedger ledger) {
    this.attempts =
        Arrays.stream(Outcome.values())
            .filter(outcome -> !UNTRIED.contains(outcome))
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome ->
                        Counter.builder("ucad.webhook.attempts")
                            .description("Attempts to deliver since this node started, by outcome")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry)));
    this.givenUp =
        Counter.builder("ucad.webhook.failed")
            .description("Deliveries that this node gave up since it started")
            .register(registry);
    Gauge.builder("ucad.webhook.waiting", ledger, DeliveryLedger::waiting)
        .description("Deliveries that are to be sent, for the first time or again")
        .register(registry);
  }

  void attempted(Outcome outcome) {
    Objects.requireNonNull(attempts.get(outcome)).increment();
  }

  void givenUp() {
    givenUp.increment();
  }
}
