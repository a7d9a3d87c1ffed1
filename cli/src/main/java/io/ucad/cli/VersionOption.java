package io.ucad.cli;

import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.store.VersionStore;
import picocli.CommandLine.Option;

/** Which version of the model. */
final class VersionOption {
  @Option(
      names = "--version",
      paramLabel = "V",
      defaultValue = "latest",
      description = "v7, or an alias such as latest (default: ${DEFAULT-VALUE}).")
  private String name = "";

  VersionId idIn(VersionStore store) {
    return store.resolve(name);
  }

  Version in(VersionStore store) {
    return store.version(store.resolve(name));
  }
}
