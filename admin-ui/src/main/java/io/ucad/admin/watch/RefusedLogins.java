package io.ucad.admin.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.stereotype.Component;

/** Counts the logins that this node refused. */
@Component
class RefusedLogins {
  private final Counter refused;

  RefusedLogins(MeterRegistry registry) {
    this.refused =
        Counter.builder("ucad.logins.refused")
            .description("Logins that were refused since this node started")
            .register(registry);
  }

  @EventListener
  void failed(AbstractAuthenticationFailureEvent event) {
    refused.increment();
  }
}
