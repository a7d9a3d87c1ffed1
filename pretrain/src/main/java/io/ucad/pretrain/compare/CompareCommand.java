package io.ucad.pretrain.compare;

import io.ucad.detector.backbone.BackboneResolver;
import io.ucad.detector.backbone.BuiltinBackbone;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.preset.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
      defaultValue = BuiltinBackbone.NAME,
      split = ",",
      paramLabel = "FILE|NAME",
      description = "Files, the built-in one, or names in the cache (default: ${DEFAULT-VALUE}).")
  private List<String> backbones = new ArrayList<>();

  @Option(names = "--preset", defaultValue = "fast", description = "Default: ${DEFAULT-VALUE}.")
  private String preset = "";

  @Option(names = "--seeds", defaultValue = "1", description = "Runs (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--no-random", description = "Leave the random weights out.")
  private boolean noRandom;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The table, JSON.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    MvtecDataset dataset = MvtecDataset.at(data);
    List<String> order = tasks.isEmpty() ? dataset.tasks() : tasks;
    var comparison = new Comparison(dataset, order, Presets.find(preset));
    var table = new ComparisonTable(preset, order);
    var resolver =
        new BackboneResolver(BackboneResolver.defaultCache(), true, (name, received, total) -> {});
    List<Path> files = backbones.stream().map(resolver::resolve).toList();
    Path folder = Files.createTempDirectory("ucad-compare");
    try {
      if (!noRandom) {
        List<Path> random = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
          Path file = folder.resolve("random-" + seed + ".safetensors");
          RandomVitFile.write(files.get(0), seed, file);
          random.add(file);
        }
        table.add(measure("random weights", random, comparison, folder));
      }
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".safetensors", "");
        table.add(measure(name, List.of(file), comparison, folder));
      }
      table.write(out);
      System.out.print(table.markdown());
      return 0;
    } finally {
      delete(folder);
    }
  }

  private BackboneScore measure(String name, List<Path> files, Comparison comparison, Path folder)
      throws IOException {
    List<String> hashes = new ArrayList<>();
    List<List<BackboneScore.ProductScore>> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Path store = Files.createTempDirectory(folder, "store");
      Comparison.Run run = comparison.run(files.get((seed - 1) % files.size()), seed, store);
      hashes.add(run.sha256());
      runs.add(run.scores());
      System.err.printf("%s, seed %d done%n", name, seed);
    }
    return new BackboneScore(name, hashes.stream().distinct().toList(), runs);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
