package io.ucad.admin.watch;

import io.ucad.store.ModelStore;
import java.nio.file.Files;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether a version could be published: the store can be written to, and its disk has room. */
@Component
class StoreHealthIndicator implements HealthIndicator {
  private static final long LEAST_BYTES = 64L << 20;

  private final ModelStore store;

  StoreHealthIndicator(ModelStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    long room = store.root().toFile().getUsableSpace();
    return Files.isWritable(store.root()) && room >= LEAST_BYTES
        ? Health.up().build()
        : Health.down().withDetail("usableBytes", room).build();
  }
}
