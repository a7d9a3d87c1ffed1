package io.ucad.endpoint.metrics;

import ai.djl.modality.Output;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ucad.endpoint.batch.BatchListener;
import io.ucad.endpoint.batch.Batcher;
import io.ucad.endpoint.batch.ByteBudget;
import io.ucad.endpoint.http.HttpListener;
import io.ucad.endpoint.model.HostListener;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.store.VersionId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times what happens. No label takes a value that a client can make up: tasks come from
 * versions and are bounded in number besides.
 */
public final class EndpointMetrics implements BatchListener, HttpListener, HostListener {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointMetrics.class);
  private static final int MOST_TASKS = 500;
  private static final String OTHER = "other";
  private static final int OK = 200;
  private static final int CLASS = 100;
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Consumer<AnswerFacts> answers;
  private final Timer waited;
  private final Timer batches;
  private final DistributionSummary sizes;
  private final Counter failures;
  private final Set<String> tasks = ConcurrentHashMap.newKeySet();

  /**
   * @param answers is told of every answer too, and must not wait
   */
  public EndpointMetrics(MeterRegistry registry, Consumer<AnswerFacts> answers) {
    this.registry = registry;
    this.answers = answers;
    this.waited =
        Timer.builder("ucad.queue.wait")
            .description("Time from arrival to a worker")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.batches =
        Timer.builder("ucad.batch")
            .description("Time of a batch in the model")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.sizes =
        DistributionSummary.builder("ucad.batch.size")
            .description("Requests of a batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    this.failures =
        Counter.builder("ucad.worker.failures")
            .description("Faults of ours that a worker survived")
            .register(registry);
  }

  /** Adds figures that are read when somebody asks for them. */
  public void watch(Batcher batcher, ByteBudget budget, ModelHost host) {
    gauge("ucad.queue.size", "Requests that wait", batcher, Batcher::waiting);
    gauge("ucad.queue.bytes", "Bytes that wait", batcher, Batcher::waitingBytes);
    gauge("ucad.queue.limit", "Requests that may wait", batcher, b -> b.limits().queue());
    gauge("ucad.workers", "Workers", batcher, Batcher::workers);
    gauge("ucad.request.bytes", "Bytes that all requests hold", budget, ByteBudget::used);
    gauge("ucad.versions.loaded", "Versions in memory", host, h -> h.loaded().size());
    gauge(
        "ucad.version",
        "Number of the version that answers, 0 for none",
        host,
        h -> h.current().map(VersionId::number).orElse(0));
  }

  private <T> void gauge(
      String name, String what, T of, java.util.function.ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(what).strongReference(true).register(registry);
  }

  /** A model has answered a request. */
  public void answered(Output output) {
    try {
      if (output.getCode() != OK) {
        return;
      }
      AnswerFacts facts = AnswerFacts.of(output.getData().getAsBytes());
      String task = bounded(facts.task());
      registry.counter("ucad.verdicts", "task", task, "verdict", facts.verdict()).increment();
      facts.score().ifPresent(score -> scores(task).record(score));
      answers.accept(facts);
    } catch (RuntimeException e) {
      LOG.error("an answer could not be counted", e); // but it is sent all the same
    }
  }

  private DistributionSummary scores(String task) {
    return DistributionSummary.builder("ucad.score")
        .description("Scores of images by the task they were routed to")
        .tag("task", task)
        .publishPercentiles(0.5, 0.9, 0.99)
        .percentilePrecision(3)
        .register(registry);
  }

  private String bounded(String task) {
    if (tasks.contains(task)) {
      return task;
    }
    return tasks.size() < MOST_TASKS && tasks.add(task) ? task : OTHER;
  }

  @Override
  public void answered(String method, String path, int status, Duration time) {
    Timer.builder("ucad.requests")
        .description("Time from the first byte of a request to the last of its answer")
        .tag("method", METHODS.contains(method) ? method : OTHER)
        .tag("route", path)
        .tag("status", status == 0 ? "none" : String.valueOf(status))
        .tag("outcome", status == 0 ? "gone" : status / CLASS + "xx")
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }

  @Override
  public void waited(Duration time) {
    waited.record(time);
  }

  @Override
  public void answered(int size, Duration time) {
    sizes.record(size);
    batches.record(time);
  }

  @Override
  public void failed(Throwable cause) {
    failures.increment();
    LOG.error("a worker survived a fault of ours", cause);
  }

  @Override
  public void loading(VersionId id) {
    LOG.info("loading {}", id);
  }

  @Override
  public void switched(Optional<VersionId> from, VersionId to) {
    LOG.info("{} answers, before {}", to, from.map(VersionId::toString).orElse("none"));
    switches("done");
  }

  @Override
  public void failed(VersionId id, Throwable cause) {
    LOG.error("{} cannot be loaded; what answered before still does", id, cause);
    switches("failed");
  }

  private void switches(String result) {
    registry.counter("ucad.switches", "result", result.toLowerCase(Locale.ROOT)).increment();
  }
}
