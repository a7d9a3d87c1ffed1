package io.ucad.deployment;

import java.util.List;

/**
 * What a deployment did.
 *
 * @param deployed what serves now
 * @param removed what served before
 * @param images how many images were asked about
 */
public record DeploymentReport(ModelVersion deployed, List<ModelVersion> removed, int images) {

  public DeploymentReport {
    removed = List.copyOf(removed);
  }
}
