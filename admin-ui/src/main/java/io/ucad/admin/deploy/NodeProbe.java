package io.ucad.admin.deploy;

import io.ucad.admin.deploy.NodeState.Health;
import io.ucad.admin.deploy.NodeState.Served;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.problem.UserProblem;
import io.ucad.deployment.Condition;
import io.ucad.deployment.DeploymentException;
import io.ucad.deployment.DeploymentSettings;
import io.ucad.deployment.Deployments;
import io.ucad.deployment.DjlServingNode;
import io.ucad.store.VersionId;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Looks at nodes in the background: a screen never waits for one that does not answer. */
@Component
@ConditionalOnWebApplication
class NodeProbe {
  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int THREADS = 4;
  private static final String MODEL = DeploymentSettings.defaults().model();

  private final EmbeddedEndpoint endpoint;
  private final Clock clock;
  private final Map<NodeRow, NodeState> states = new ConcurrentHashMap<>();
  private final Set<NodeRow> looking = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("ucad-probe-", 0).daemon(true).factory());

  NodeProbe(EmbeddedEndpoint endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** What is known of a node; it is looked at again if that is not from just now. */
  NodeState state(NodeRow node) {
    if (node.embedded()) {
      return embedded();
    }
    NodeState known = states.getOrDefault(node, NodeState.UNSEEN);
    boolean stale = known.at().map(at -> at.plus(FRESH).isBefore(clock.instant())).orElse(true);
    if (stale && looking.add(node)) {
      threads.execute(
          () -> {
            try {
              states.put(node, look(node));
            } finally {
              looking.remove(node);
            }
          });
    }
    return known;
  }

  /** Forgets a node that is not registered any more. */
  void forget(NodeRow node) {
    states.remove(node);
  }

  private NodeState embedded() {
    Optional<VersionId> current = endpoint.current();
    List<Served> versions =
        endpoint.loaded().stream()
            .map(id -> new Served(id.toString(), true, current.equals(Optional.of(id)), ""))
            .toList();
    Health health = current.isPresent() ? Health.SERVING : Health.EMPTY;
    return new NodeState(
        endpoint.problem().isEmpty() ? health : Health.SICK,
        endpoint.problem(),
        versions,
        Optional.of(clock.instant()));
  }

  private NodeState look(NodeRow node) {
    try (DjlServingNode connection = node.connect(PATIENCE)) {
      List<Served> versions = new ArrayList<>();
      for (Deployments.Deployed deployed : new Deployments(connection).list()) {
        if (deployed.registered().model().equals(MODEL)) {
          boolean healthy = deployed.condition().map(Condition::healthy).orElse(false);
          versions.add(
              new Served(
                  deployed.registered().version(),
                  healthy,
                  healthy,
                  deployed
                      .condition()
                      .map(Condition::toString)
                      .orElse(deployed.registered().status())));
        }
      }
      return seen(health(versions), "", versions);
    } catch (DeploymentException.Unreachable e) {
      return seen(Health.UNREACHABLE, String.valueOf(e.getMessage()), List.of());
    } catch (DeploymentException | UserProblem e) {
      return seen(Health.SICK, String.valueOf(e.getMessage()), List.of());
    }
  }

  private static Health health(List<Served> versions) {
    if (versions.isEmpty()) {
      return Health.EMPTY;
    }
    return versions.stream().allMatch(Served::healthy) ? Health.SERVING : Health.SICK;
  }

  private NodeState seen(Health health, String problem, List<Served> versions) {
    return new NodeState(health, problem, versions, Optional.of(clock.instant()));
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
