package io.ucad.cli;

import ai.djl.Device;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ucad.endpoint.Address;
import io.ucad.endpoint.Endpoint;
import io.ucad.endpoint.EndpointServer;
import io.ucad.endpoint.EndpointSettings;
import io.ucad.endpoint.TranslatorLoader;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.access.TokenAccess;
import io.ucad.endpoint.access.TokenFile;
import io.ucad.endpoint.batch.BatchLimits;
import io.ucad.endpoint.batch.WorkerLayout;
import io.ucad.endpoint.model.VersionChoice;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ucad serve}. */
@Command(
    name = "serve",
    description = {
      "Answers over HTTP by the inference contract until it is stopped (Ctrl-C, SIGTERM): what was",
      "asked is answered first. Follows the alias production, or latest while there is none: when",
      "the alias moves, the new version is loaded and warmed up, then takes over; no request fails.",
      "Without tokens only programs on this machine are served."
    },
    footer = {"", "Example:", "  ucad serve --store store"})
final class ServeCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private BackboneOption backbone = new BackboneOption();

  @Option(
      names = "--version",
      paramLabel = "V",
      description =
          "v7 for that version and no other, or an alias to follow (default: production, or latest"
              + " while there is none).")
  private @Nullable String version;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Own address to listen on; 0.0.0.0 for all of them, which needs --tokens (default:"
              + " ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = "Whom to serve; ucad token makes the file.")
  private @Nullable Path tokens;

  @Option(
      names = "--tls-cert",
      paramLabel = "PEM",
      description = "Certificate with its chain; serves HTTPS.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "PEM", description = "Key of the certificate.")
  private @Nullable Path key;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Requests that may wait (default: 64); more are refused with 503.")
  private @Nullable Integer queue;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Most requests that go through the model together (default: 8).")
  private @Nullable Integer batch;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Batches at the same time (default: one a core, at most 8).")
  private @Nullable Integer workers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.standard();
    EndpointSettings settings = settings();
    Address address = new Address(host, port, tls());
    AccessPolicy policy = policy();
    ModelStore models = store.open();
    VersionChoice choice =
        version == null ? VersionChoice.PRODUCTION_ELSE_LATEST : VersionChoice.named(version);
    Version first = models.version(choice.in(models));
    layOut(settings.workers());
    console.message("finding the backbone of " + first.id());
    Path file = backbone.file(Optional.of(first), console);
    console.message("loading and warming up " + first.id());
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    Endpoint endpoint =
        Endpoint.open(
            models,
            new TranslatorLoader(models.root(), file, Device.cpu(), Map.of()),
            choice,
            settings,
            registry);
    EndpointServer server = EndpointServer.start(endpoint, policy, address);
    return serve(server, first, policy);
  }

  private int serve(EndpointServer server, Version first, AccessPolicy policy)
      throws InterruptedException {
    var ended = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              asked.countDown();
              try {
                ended.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "ucad-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      new ServeText(server.port(), host, certificate, policy instanceof LoopbackOnly)
          .lines(first.id())
          .forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
      asked.await();
    } finally {
      server.close();
      spec.commandLine().getErr().println("ucad: stopped; every request was answered");
      spec.commandLine().getErr().flush();
      ended.countDown();
    }
    return 0;
  }

  private EndpointSettings settings() {
    EndpointSettings usual = EndpointSettings.defaults();
    BatchLimits batches = usual.batches();
    return usual
        .withWorkers(positive("--workers", workers, usual.workers()))
        .withBatches(
            new BatchLimits(
                positive("--queue", queue, batches.queue()),
                batches.queueBytes(),
                positive("--batch", batch, batches.batch()),
                batches.delay()));
  }

  private static int positive(String option, @Nullable Integer value, int otherwise) {
    if (value != null && value < 1) {
      throw new CommandException("expected %s of at least 1, found %d".formatted(option, value));
    }
    return value == null ? otherwise : value;
  }

  /** Before the engine starts: it asks for its number of threads only once. */
  private static void layOut(int workers) {
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = WorkerLayout.of(cores, workers).threads();
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
  }

  private AccessPolicy policy() {
    return tokens == null
        ? new LoopbackOnly()
        : new TokenAccess(new TokenFile(tokens, InstantSource.system()), InstantSource.system());
  }

  private Optional<Address.Tls> tls() {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new CommandException(
          "expected both --tls-cert and --tls-key or neither, found only one of them");
    }
    return Optional.of(new Address.Tls(certificate, key));
  }
}
