package io.ucad.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ucad benchmarks}. */
@Command(
    name = "ucad benchmarks",
    mixinStandardHelpOptions = true,
    subcommands = LoadCommand.class,
    description = "Measures speeds as ratios within one run. Leave the machine alone meanwhile.",
    footer = {"", "Example:", "  ucad benchmarks --backbone deit.safetensors --out speed.json"})
final class Main implements Callable<Integer> {
  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description =
          "Weights of a real ViT; random ones in the shapes of ViT-S/16 and ViT-B/16 are added.")
  private @Nullable Path backbone;

  @Option(names = "--out", paramLabel = "FILE", description = "Also write the results as JSON.")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  /** Runs the benchmarks. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path file = backbone;
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "expected --backbone FILE, or the word load, found neither");
    }
    measure(file);
    return 0;
  }

  private void measure(Path weightsOfUser) throws IOException {
    var results = new Results();
    Path folder = Files.createTempDirectory("ucad-benchmarks");
    try {
      for (Path weights :
          List.of(weightsOfUser, RandomVitFile.small(folder), RandomVitFile.base(folder))) {
        new BackboneSpeed(weights).measure(results);
        Path own = Files.createTempDirectory(folder, "run");
        new EndToEnd(weights, own).measure(results);
      }
      new SelectionSpeed().measure(results);
      Optional<Path> file = Optional.ofNullable(out);
      if (file.isPresent()) {
        results.write(file.get());
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
