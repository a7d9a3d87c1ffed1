package io.ucad.deployment;

import io.ucad.store.VersionId;
import java.net.URI;
import java.util.function.Supplier;

/** A deployment of a version of a store: it is held before anything is sent. */
public final class StoredDeployment {
  private final Deployer deployer;
  private final HeldDeployments held;

  public StoredDeployment(Deployer deployer, HeldDeployments held) {
    this.deployer = deployer;
    this.held = held;
  }

  /**
   * Deploys a version and holds it; what served before is released. When it fails, the holds are
   * what they were, except that a version of which we do not know whether it serves stays held.
   *
   * @param url of the package; asked for once the version is held, so that it may be made then
   * @throws DeploymentException as {@link Deployer#deploy}
   * @throws io.ucad.store.StoreException if the version is not in the store
   */
  public DeploymentReport deploy(VersionId version, Supplier<URI> url, SmokeTest test) {
    boolean before = held.holds(version);
    held.hold(version);
    try {
      DeploymentReport report = deployer.deploy(version.toString(), url.get(), test);
      held.keepOnly(version);
      return report;
    } catch (DeploymentException.RollbackIncomplete | DeploymentException.AlreadyDeployed e) {
      throw e;
    } catch (RuntimeException e) {
      if (!before) {
        held.release(version);
      }
      throw e;
    }
  }
}
