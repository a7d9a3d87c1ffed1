package io.ucad.cli;

import io.ucad.deployment.DeploymentSettings;
import io.ucad.deployment.DjlServingNode;
import io.ucad.deployment.ServerAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A DJL Serving node. */
final class ServerOptions {
  private static final int MAX_SECONDS = 86_400;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description =
          "The management address of DJL Serving. It has no authentication: keep it on a closed"
              + " network.")
  private String management = "";

  @Option(
      names = "--inference",
      paramLabel = "URL",
      description = "The inference address, if it is another one.")
  private @Nullable String inference;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "ucad",
      description = "The name that clients use (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for any answer (default: ${DEFAULT-VALUE}).")
  private int timeout;

  ServerAddress address() {
    return ServerAddress.parse(management);
  }

  String model() {
    return model;
  }

  DjlServingNode node() {
    return new DjlServingNode(
        address(),
        inference == null ? address() : ServerAddress.parse(inference),
        seconds("--timeout", timeout));
  }

  DeploymentSettings settings(int loading, int draining) {
    return new DeploymentSettings(
        model,
        seconds("--load-timeout", loading),
        seconds("--drain", draining),
        DeploymentSettings.defaults().poll());
  }

  private static Duration seconds(String option, int seconds) {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new CommandException(
          "expected " + option + " of 1 to " + MAX_SECONDS + " seconds, found " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }
}
