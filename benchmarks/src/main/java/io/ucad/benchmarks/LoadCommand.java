package io.ucad.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ucad benchmarks load}. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the endpoint under load, against a bare loop over the same translator in the same",
      "run, and at ten times its capacity. Leave the machine alone meanwhile."
    },
    footer = {
      "",
      "Example:",
      "  ucad benchmarks load --store store --backbone deit.safetensors --images photos --out load.json"
    })
final class LoadCommand implements Callable<Integer> {
  @Option(names = "--store", required = true, paramLabel = "DIR", description = "A model store.")
  private Path store = Path.of("");

  @Option(
      names = "--backbone",
      required = true,
      paramLabel = "FILE",
      description = "What its latest version was learned with.")
  private Path backbone = Path.of("");

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "PNG or JPEG files; they are sent as JPEG of 450 x 450.")
  private Path images = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Time of each part (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--overload-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Time at ten times the capacity, 0 for none (default: ${DEFAULT-VALUE}).")
  private int overloadSeconds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Instead of the endpoint's own choice, with its threads.")
  private @Nullable Integer workers;

  @Option(names = "--out", paramLabel = "FILE", description = "Also write the results as JSON.")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    var results = new Results();
    new EndpointLoad(store, backbone, images, seconds, overloadSeconds).measure(workers, results);
    Path file = out;
    if (file != null) {
      write(results, file);
    }
    return 0;
  }

  private static void write(Results results, Path file) throws IOException {
    results.write(file);
  }
}
