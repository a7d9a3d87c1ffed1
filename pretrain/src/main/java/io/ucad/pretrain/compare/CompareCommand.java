package io.ucad.pretrain.compare;

import io.ucad.detector.backbone.BackboneResolver;
import io.ucad.detector.backbone.Backbones;
import io.ucad.pretrain.compare.BackboneScore.Run;
import io.ucad.pretrain.stop.OrderlyEnd;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ucad pretrain compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Learns and tests the same products with several backbones, first with random weights in the",
      "shape of the first one, and writes one table."
    },
    footer = {
      "",
      "Example:",
      "  ucad pretrain compare --data data --backbones ucad-builtin-1,deit.safetensors --seeds 3 --out table.json"
    })
public final class CompareCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "Products in MVTec layout.")
  private Path data = Path.of("");

  @Option(
      names = "--tasks",
      split = ",",
      description = "Products in the order to learn them (default: all, by name).")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--backbones",
      required = true,
      split = ",",
      paramLabel = "FILE|NAME",
      description = "Files, or names of backbones that are at hand.")
  private List<String> backbones = new ArrayList<>();

  @Option(names = "--preset", defaultValue = "fast", description = "Default: ${DEFAULT-VALUE}.")
  private String preset = "";

  @Option(names = "--seeds", defaultValue = "1", description = "Runs (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--no-random", description = "Leave the random weights out.")
  private boolean noRandom;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The table, JSON. What it holds already is not measured again.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    MvtecDataset dataset = MvtecDataset.at(data);
    List<String> order = tasks.isEmpty() ? dataset.tasks() : tasks;
    var comparison = new Comparison(dataset, order, Presets.find(preset));
    var resolver =
        new BackboneResolver(BackboneResolver.defaultCache(), true, (name, received, total) -> {});
    List<Path> files = backbones.stream().map(resolver::resolve).toList();
    var table =
        ComparisonFile.open(out, new ComparisonFile.Head(preset, comparison.fingerprints()));
    var cancellation = new Cancellation();
    try (var end = new OrderlyEnd(cancellation::request)) {
      return compare(order, comparison, files, table, cancellation);
    }
  }

  private int compare(
      List<String> order,
      Comparison comparison,
      List<Path> files,
      ComparisonFile table,
      Cancellation cancellation)
      throws IOException {
    Path folder = Files.createTempDirectory("ucad-compare");
    try {
      if (!noRandom) {
        for (long seed = 1; seed <= seeds; seed++) {
          Path random = folder.resolve("random-" + seed + ".safetensors");
          RandomVitFile.write(files.get(0), seed, random);
          measure("random weights", random, seed, comparison, folder, table, cancellation);
        }
      }
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".safetensors", "");
        for (long seed = 1; seed <= seeds; seed++) {
          measure(name, file, seed, comparison, folder, table, cancellation);
        }
      }
      System.out.print(ComparisonTable.markdown(order, table.rows()));
      return 0;
    } finally {
      delete(folder);
    }
  }

  private static void measure(
      String name,
      Path file,
      long seed,
      Comparison comparison,
      Path folder,
      ComparisonFile table,
      Cancellation cancellation)
      throws IOException {
    Optional<Run> known = table.find(Backbones.sha256(file), seed);
    Run run =
        known.isPresent()
            ? known.get()
            : comparison.run(file, seed, Files.createTempDirectory(folder, "store"), cancellation);
    table.add(name, run);
    System.err.printf("%s, seed %d: %s%n", name, seed, known.isPresent() ? "known" : "measured");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
