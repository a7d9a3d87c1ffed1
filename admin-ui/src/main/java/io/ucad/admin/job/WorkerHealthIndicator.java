package io.ucad.admin.job;

import io.ucad.admin.job.WorkerConfig.WorkerLife;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this node's worker takes jobs and its heart beats; a node without one is well too. */
@Component
class WorkerHealthIndicator implements HealthIndicator {
  private final WorkerLife life;

  WorkerHealthIndicator(WorkerLife life) {
    this.life = life;
  }

  @Override
  public Health health() {
    return life.isWell() ? Health.up().build() : Health.down().build();
  }
}
