package io.ucad.admin.job;

import io.ucad.admin.settings.AdminSettings;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.preset.Presets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** The worker of this process, if it has one. */
@Configuration(proxyBeanMethods = false)
class WorkerConfig {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  @Bean
  Function<String, Preset> presets() {
    return Presets::find;
  }

  @Bean
  WorkerLife workerLife(
      AdminSettings settings, DataSource database, JobLedger ledger, LearnRun run) {
    String name = "worker-" + UUID.randomUUID().toString().substring(0, 8);
    return new WorkerLife(settings, new Worker(name, database, ledger, run, HEARTBEAT, PAUSE));
  }

  /** Starts the worker once the application is ready, and stops it before the database goes. */
  static final class WorkerLife implements AutoCloseable {
    private final AdminSettings settings;
    private final Worker worker;

    WorkerLife(AdminSettings settings, Worker worker) {
      this.settings = settings;
      this.worker = worker;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
      if (settings.role().works()) {
        worker.start();
      }
    }

    @Override
    public void close() {
      if (settings.role().works()) {
        worker.close();
      }
    }
  }
}
