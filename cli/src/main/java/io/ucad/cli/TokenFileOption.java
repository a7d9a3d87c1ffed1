package io.ucad.cli;

import io.ucad.endpoint.access.TokenFile;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** The file of tokens that a command works on. */
final class TokenFileOption {
  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "The tokens; only their hashes are kept in it.")
  private Path file = Path.of("");

  TokenFile tokens() {
    return new TokenFile(file, InstantSource.system());
  }
}
