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
import picocli.CommandLine.Option;

/** {@code ucad benchmarks}. */
@Command(
    name = "ucad benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures speeds as ratios within one run. Leave the machine alone meanwhile.",
    footer = {"", "Example:", "  ucad benchmarks --backbone deit.safetensors --out speed.json"})
final class Main implements Callable<Integer> {
  @Option(
      names = "--backbone",
      required = true,
      paramLabel = "FILE",
      description = "Weights of a real ViT; random ones in the shape of ViT-S/16 are added.")
  private Path backbone = Path.of("");

  @Option(names = "--out", paramLabel = "FILE", description = "Also write the results as JSON.")
  private @Nullable Path out;

  /** Runs the benchmarks. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    var results = new Results();
    Path folder = Files.createTempDirectory("ucad-benchmarks");
    try {
      for (Path weights :
          List.of(backbone, RandomVitFile.write(folder.resolve("random-vit-s16.safetensors")))) {
        new BackboneSpeed(weights).measure(results);
        Path own = Files.createTempDirectory(folder, "run");
        new EndToEnd(weights, own).measure(results);
      }
      new SelectionSpeed().measure(results);
      Optional<Path> file = Optional.ofNullable(out);
      if (file.isPresent()) {
        results.write(file.get());
      }
      return 0;
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
