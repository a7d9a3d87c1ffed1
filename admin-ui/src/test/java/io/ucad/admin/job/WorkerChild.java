package io.ucad.admin.job;

import io.ucad.admin.AdminApplication;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.TaskData.NamedContent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A worker in a process of its own, which says what it does, line by line, so that it can be killed
 * or frozen there.
 */
final class WorkerChild {
  /** A job of this seed ends the JVM that works on it. */
  static final long POISON = 666;

  static final String SAYS = "@ ";

  /** How it minds its fencing token. */
  enum Mode {
    /** As the product does. */
    PLAIN,

    /** Hears nothing until it publishes. */
    DEAF,

    /** The mutant: hears nothing, and publishes without asking. */
    UNFENCED
  }

  private WorkerChild() {}

  /** Arguments: workspace, backbone, JDBC address, name, mode. */
  public static void main(String[] arguments) throws Exception {
    var settings =
        new AdminSettings(Path.of(arguments[0]), Optional.of(arguments[1]), true, NodeRole.UI);
    var context =
        new SpringApplicationBuilder(AdminApplication.class)
            .web(WebApplicationType.NONE)
            .initializers(
                (GenericApplicationContext beans) ->
                    beans.registerBean(AdminSettings.class, () -> settings))
            .profiles("worker", "postgresql")
            .properties(
                Map.of(
                    "spring.datasource.url",
                    arguments[2],
                    "spring.datasource.hikari.maximum-pool-size",
                    "4",
                    "spring.main.lazy-initialization",
                    "true"))
            .run();
    var ledger =
        new Telling(
            context.getBean(JobLedger.class),
            context.getBean(JdbcClient.class),
            context.getBean(JobNews.class),
            Mode.valueOf(arguments[4]));
    Worker worker = Bench.worker(context::getBean, arguments[3], ledger, Duration.ZERO);
    context.getBean(BackboneSource.class).get();
    worker.start();
    say("ready");
    new CountDownLatch(1).await();
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(SAYS + line);
      System.out.flush();
    }
  }

  /** The product's ledger, and a line for every step. */
  private static final class Telling extends JobLedger {
    private final JobLedger ledger;
    private final Mode mode;

    Telling(JobLedger ledger, JdbcClient database, JobNews news, Mode mode) {
      super(database, news, Clock.systemUTC());
      this.ledger = ledger;
      this.mode = mode;
    }

    @Override
    Optional<Claim> claim(long job, String worker) {
      Optional<Claim> claim = ledger.claim(job, worker);
      claim.ifPresent(
          c -> {
            say("claim " + job);
            if (c.seed() == POISON) {
              Runtime.getRuntime().halt(1);
            }
          });
      return claim;
    }

    @Override
    List<Part> parts(long job) {
      return ledger.parts(job);
    }

    @Override
    List<NamedContent> snapshot(long part) {
      return ledger.snapshot(part);
    }

    @Override
    boolean progress(Claim claim, String stage, double progress) {
      return mode == Mode.PLAIN && refusable(claim, () -> ledger.progress(claim, stage, progress));
    }

    @Override
    void requireCurrent(Claim claim) {
      say("publish " + claim.job());
      if (mode != Mode.UNFENCED) {
        refusable(claim, () -> ledger.requireCurrent(claim));
      }
    }

    @Override
    void loss(Claim claim, long part, int epoch, int epochs, double loss) {
      say("epoch %d %d".formatted(claim.job(), epoch));
      if (mode == Mode.PLAIN) {
        refusable(claim, () -> ledger.loss(claim, part, epoch, epochs, loss));
      }
    }

    @Override
    void log(Claim claim, LogLevel level, String text) {
      ledger.log(claim, level, text);
      if (text.contains(" holds ")) {
        say("published " + claim.job());
      }
    }

    @Override
    void learned(Claim claim, long part, int version) {
      say("learned " + claim.job());
      ledger.learned(claim, part, version);
    }

    @Override
    void end(Claim claim, JobState state, String problem) {
      say("ending " + claim.job());
      ledger.end(claim, state, problem);
      say("ended " + claim.job());
    }

    private static void refusable(Claim claim, Runnable step) {
      refusable(
          claim,
          () -> {
            step.run();
            return true;
          });
    }

    private static <T> T refusable(Claim claim, Supplier<T> step) {
      try {
        return step.get();
      } catch (FenceLostException e) {
        say("refused " + claim.job());
        throw e;
      }
    }

    @Override
    void release(Claim claim, boolean counts) {
      ledger.release(claim, counts);
    }

    @Override
    boolean abandon(QueueEntry entry) {
      return ledger.abandon(entry);
    }
  }
}
