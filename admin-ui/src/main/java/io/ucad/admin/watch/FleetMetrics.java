package io.ucad.admin.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ucad.admin.job.JobState;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The figures of the whole fleet, which every node tells alike. */
@Component
class FleetMetrics implements MeterBinder {
  private final FleetState state;

  FleetMetrics(FleetState state) {
    this.state = state;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (JobState job : JobState.values()) {
      Gauge.builder("ucad.jobs", state, s -> s.jobs(job))
          .description("Jobs by state")
          .tag("state", job.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("ucad.queue.age", state, FleetState::queueAge)
        .description("How long the oldest waiting job has waited")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("ucad.versions", state, FleetState::versions)
        .description("Versions of the model")
        .register(registry);
    Gauge.builder("ucad.alarms", state, FleetState::alarms)
        .description("Open alarms")
        .register(registry);
    Gauge.builder("ucad.store.size", state, FleetState::storeBytes)
        .description("What the model store takes on its disk; files that versions share count once")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("ucad.store.free", state, FleetState::storeFree)
        .description("What is left on the disk of the model store")
        .baseUnit("bytes")
        .register(registry);
  }
}
