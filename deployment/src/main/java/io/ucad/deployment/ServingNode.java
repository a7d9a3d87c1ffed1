package io.ucad.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a deployment needs of one server. Every method throws {@link DeploymentException}s. */
public interface ServingNode extends Answering {

  /** All models and versions. */
  List<Registered> models();

  /** How a version is; empty when it is not registered. */
  Optional<Condition> condition(ModelVersion version);

  /**
   * Loads a package. The future ends when the workers run, or exceptionally with a {@link
   * DeploymentException}.
   *
   * @param url where the server finds the package
   */
  CompletableFuture<Void> register(ModelVersion version, URI url, Duration timeout);

  /** Removes a version; returns whether there was one. Requests that it works on fail. */
  boolean unregister(ModelVersion version);
}
