package io.ucad.deployment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts a version in the place of another. A server sends requests that name no version to all
 * versions in turn, ready or not; therefore a package is loaded and tested under a private name
 * first, and enters the public one only when it is known to load and to answer right.
 *
 * <p>Whatever fails, what is new is removed and the old version goes on serving.
 */
public final class Deployer {
  private static final int CONFLICT = 409;
  private static final int SETTLED = 3;

  private final ServingNode node;
  private final DeploymentSettings settings;
  private final DeploymentListener listener;

  public Deployer(ServingNode node, DeploymentSettings settings, DeploymentListener listener) {
    this.node = node;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Deploys a package.
   *
   * @param version for example {@code v7}
   * @param url where the server finds the package
   * @throws DeploymentException after which the old version serves as before; only {@link
   *     DeploymentException.RollbackIncomplete} means that the new one may serve beside it
   */
  public DeploymentReport deploy(String version, URI url, SmokeTest test) {
    ModelVersion staged = new ModelVersion(settings.staging(), version);
    ModelVersion target = new ModelVersion(settings.model(), version);
    listener.step(Step.LOOK, "what is on the server");
    List<ModelVersion> old = look(target);
    List<ModelVersion> made = new ArrayList<>();
    try {
      load(Step.STAGE, staged, url, made);
      test(Step.TEST_STAGED, staged, test);
      listener.step(Step.UNSTAGE, staged.toString());
      node.unregister(staged);
      made.remove(staged);
      load(Step.REGISTER, target, url, made);
      test(Step.TEST, target, test);
      for (ModelVersion previous : old) {
        drain(previous);
        remove(previous, target);
      }
    } catch (DeploymentException.RollbackIncomplete e) {
      throw e;
    } catch (RuntimeException e) {
      new Rollback(node, listener).run(made, e);
      throw e;
    }
    listener.step(Step.DONE, target + " serves");
    return new DeploymentReport(target, old, test.size());
  }

  /** Where the server does not say whether the old version is gone, the new one must stay. */
  private void remove(ModelVersion previous, ModelVersion target) {
    listener.step(Step.REMOVE_OLD, previous.toString());
    try {
      node.unregister(previous);
    } catch (DeploymentException e) {
      if (stillThere(previous, target, e)) {
        throw e;
      }
    }
  }

  private boolean stillThere(
      ModelVersion previous, ModelVersion target, DeploymentException failure) {
    try {
      return node.condition(previous).isPresent();
    } catch (DeploymentException e) {
      failure.addSuppressed(e);
      throw new DeploymentException.RollbackIncomplete(target.toString(), failure);
    }
  }

  /** What serves now. What a deployment that was cut off left under the private name goes. */
  private List<ModelVersion> look(ModelVersion target) {
    List<ModelVersion> old = new ArrayList<>();
    for (Registered registered : node.models()) {
      if (registered.model().equals(settings.staging())) {
        node.unregister(version(registered));
      } else if (registered.model().equals(settings.model())) {
        if (registered.version().equals(target.version())) {
          throw new DeploymentException.AlreadyDeployed(
              target.toString(), Printable.of(registered.status()));
        }
        old.add(version(registered));
      }
    }
    return old;
  }

  /** The server can remove a version without a name only together with all others. */
  private static ModelVersion version(Registered registered) {
    if (registered.version().isEmpty()) {
      throw new DeploymentException.Invalid(
          "the model '" + Printable.of(registered.model()) + "' on the server",
          "a version",
          "none; start the server with NAME:VERSION=URL, or unregister it by hand");
    }
    return new ModelVersion(registered.model(), registered.version());
  }

  private void load(Step step, ModelVersion version, URI url, List<ModelVersion> made) {
    listener.step(step, version + " from " + url);
    long deadline = System.nanoTime() + settings.loading().toNanos();
    made.add(version);
    CompletableFuture<Void> loading = node.register(version, url, settings.loading());
    try {
      while (!ended(loading, version)) {
        progress(step, version);
      }
    } catch (DeploymentException.Refused e) {
      if (e.status() == CONFLICT) {
        made.remove(version); // somebody else's
      }
      throw e;
    }
    Optional<Condition> condition = node.condition(version);
    while (!condition.map(Condition::healthy).orElse(false)) {
      if (System.nanoTime() - deadline > 0) {
        throw new DeploymentException.NotReady(
            version.toString(),
            "healthy workers within " + settings.loading().toSeconds() + " s",
            condition.map(Condition::toString).orElse("no such version"));
      }
      listener.step(step, condition.map(Condition::toString).orElse("not there yet"));
      pause();
      condition = node.condition(version);
    }
    listener.step(step, condition.get().toString());
  }

  /** The registration itself says how it ends; looking at it meanwhile may fail. */
  private void progress(Step step, ModelVersion version) {
    try {
      node.condition(version).ifPresent(condition -> listener.step(step, condition.toString()));
    } catch (DeploymentException e) {
      listener.step(step, "no news: " + e.getMessage());
    }
  }

  /** Waits a moment; returns whether the work has ended well and throws if it has ended badly. */
  private boolean ended(CompletableFuture<Void> work, ModelVersion version) {
    try {
      work.get(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeploymentException.Cancelled("loading " + version);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeploymentException known) {
        throw known;
      }
      throw new IllegalStateException(e);
    }
  }

  private void test(Step step, ModelVersion version, SmokeTest test) {
    listener.step(step, version + " with " + test.size() + " image(s)");
    test.run(node, version);
  }

  private void drain(ModelVersion version) {
    long deadline = System.nanoTime() + settings.draining().toNanos();
    int settled = 0;
    while (settled < SETTLED && System.nanoTime() - deadline < 0) {
      Optional<Condition> condition = node.condition(version);
      listener.step(Step.DRAIN, version + ": " + condition.map(Condition::toString).orElse("gone"));
      settled = condition.map(Condition::queued).orElse(0) == 0 ? settled + 1 : 0;
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(settings.poll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeploymentException.Cancelled("waiting");
    }
  }
}
