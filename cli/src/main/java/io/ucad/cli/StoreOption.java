package io.ucad.cli;

import io.ucad.store.ModelStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model store that a command works on. */
final class StoreOption {
  @Option(names = "--store", required = true, paramLabel = "DIR", description = "The model store.")
  private Path directory = Path.of("");

  /** Opens a store that must be there. */
  ModelStore open() {
    return ModelStore.open(directory);
  }

  ModelStore openOrCreate() {
    return ModelStore.openOrCreate(directory);
  }
}
