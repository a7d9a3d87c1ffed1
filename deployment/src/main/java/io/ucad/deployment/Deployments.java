package io.ucad.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is deployed on a server, and its removal. */
public final class Deployments {

  /** One version of a model, and how it is. */
  public record Deployed(Registered registered, Optional<Condition> condition) {}

  private final ServingNode node;

  public Deployments(ServingNode node) {
    this.node = node;
  }

  /**
   * All models of the server. A condition is absent for one that is registered without a version,
   * and while the server cannot tell: DJL Serving answers 500 in the first moments of loading.
   */
  public List<Deployed> list() {
    List<Deployed> all = new ArrayList<>();
    for (Registered registered : node.models()) {
      all.add(new Deployed(registered, condition(registered)));
    }
    return all;
  }

  private Optional<Condition> condition(Registered registered) {
    if (registered.version().isEmpty()) {
      return Optional.empty();
    }
    try {
      return node.condition(new ModelVersion(registered.model(), registered.version()));
    } catch (DeploymentException.Refused e) {
      return Optional.empty();
    }
  }

  /**
   * Removes a version.
   *
   * @param last whether it may be the only one that serves
   * @throws DeploymentException.NotRemoved if it is not there, or is the last healthy one
   */
  public void undeploy(ModelVersion version, boolean last) {
    boolean present = false;
    boolean another = false;
    for (Deployed deployed : list()) {
      Registered registered = deployed.registered();
      if (registered.model().equals(version.model())) {
        boolean same = registered.version().equals(version.version());
        present |= same;
        another |= !same && deployed.condition().map(Condition::healthy).orElse(false);
      }
    }
    if (!present) {
      throw new DeploymentException.NotRemoved(version + " is not on the server");
    }
    if (!another && !last) {
      throw new DeploymentException.NotRemoved(
          version
              + " is the only version of '"
              + version.model()
              + "' that serves. Deploy another one first, or say that it may be the last");
    }
    node.unregister(version);
  }
}
