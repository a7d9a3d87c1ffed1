package io.ucad.cli;

import io.ucad.trainer.data.MvtecDataset;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data} of commands that test. */
final class DataOption {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "ROOT",
      description = "Products in MVTec layout, one folder each.")
  private Path root = Path.of("");

  Path root() {
    return root;
  }

  MvtecDataset dataset() {
    return MvtecDataset.at(root);
  }
}
