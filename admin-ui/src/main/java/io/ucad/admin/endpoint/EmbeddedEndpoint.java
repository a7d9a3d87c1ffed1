package io.ucad.admin.endpoint;

import ai.djl.Device;
import ai.djl.modality.Output;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.endpoint.Endpoint;
import io.ucad.endpoint.EndpointSettings;
import io.ucad.endpoint.TranslatorLoader;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.batch.WorkerLayout;
import io.ucad.endpoint.http.Connections;
import io.ucad.endpoint.http.EndpointServlet;
import io.ucad.endpoint.model.ServedModel;
import io.ucad.endpoint.model.VersionChoice;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * The endpoint of this process. It follows the alias production, or latest while there is none, and
 * opens by itself once there is a version. For the program itself, not for people.
 */
@Component
@ConditionalOnWebApplication
public class EmbeddedEndpoint {
  private final BackboneSource backbones;
  private final ModelStore store;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Endpoint endpoint;
  private final EndpointServlet servlet;
  private final AccessPolicy policy;
  private final Throughput throughput = new Throughput(registry);
  private volatile String problem = "";

  EmbeddedEndpoint(
      ModelStore store,
      BackboneSource backbones,
      AccessPolicy policy,
      Connections connections,
      AnswerLog answers) {
    this.store = store;
    this.backbones = backbones;
    this.policy = policy;
    new JvmMemoryMetrics().bindTo(registry);
    this.endpoint =
        Endpoint.openWhenThere(
            store,
            this::load,
            VersionChoice.PRODUCTION_ELSE_LATEST,
            EndpointSettings.defaults(),
            registry,
            answers::add);
    this.servlet = endpoint.servlet(policy, connections);
  }

  /**
   * Shares the cores out between the workers of the endpoint and a job that learns beside them: one
   * native thread for each. Must be called before anything of the engine is used, as it asks for
   * its number of threads only once.
   */
  public static void layOut() {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = WorkerLayout.of(cores, EndpointSettings.defaults().workers()).threads();
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
  }

  /** The backbone is found only now: where there is no version, nobody needs it. */
  private ServedModel load(Version version, int workers) {
    try {
      ServedModel model =
          new TranslatorLoader(store.root(), backbones.file(), Device.cpu(), Map.of())
              .load(version, workers);
      problem = "";
      return model;
    } catch (RuntimeException e) {
      problem = "%s: %s".formatted(version.id(), e.getMessage());
      throw e;
    }
  }

  /** Which version answers requests that name none. */
  public Optional<VersionId> current() {
    return endpoint.host().current();
  }

  /** Why the last version could not be loaded; empty if it could, or none was tried. */
  public String problem() {
    return problem;
  }

  /** Whether a token is asked for. */
  public boolean asksForTokens() {
    return policy instanceof ApiTokenAccess;
  }

  /** All versions that answer. */
  public List<VersionId> loaded() {
    return endpoint.host().loaded();
  }

  /**
   * Loads and warms up a version beside the one that answers, for requests that name it.
   *
   * @throws RuntimeException if it cannot be loaded; nothing has changed then
   */
  public void load(VersionId id) {
    endpoint.host().load(id);
  }

  /** Undoes {@link #load}; what answers requests that name no version stays. */
  public void unload(VersionId id) {
    endpoint.host().unload(id);
  }

  /**
   * The answer of a loaded version by the inference contract, or its refusal.
   *
   * @param task the product; empty to let the version find out
   */
  public String ask(VersionId id, byte[] image, Optional<String> task) {
    Output output = endpoint.ask(id, image, task).join();
    return new String(output.getData().getAsBytes(), StandardCharsets.UTF_8);
  }

  /** How much it does, and how fast. */
  public EndpointFigures figures() {
    return throughput.figures();
  }

  /** Looks at once whether the alias has moved; returns when the answer is in place. */
  public void refresh() {
    endpoint.refresh();
  }

  EndpointServlet servlet() {
    return servlet;
  }

  @PreDestroy
  void close() {
    throughput.close();
    endpoint.close();
    registry.close();
  }
}
