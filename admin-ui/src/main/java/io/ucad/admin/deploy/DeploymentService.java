package io.ucad.admin.deploy;

import io.ucad.admin.access.ActingUser;
import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.endpoint.EmbeddedEndpoint;
import io.ucad.admin.endpoint.EndpointFigures;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.DeploymentRow;
import io.ucad.admin.version.GateService;
import io.ucad.admin.version.VersionService;
import io.ucad.deployment.DeploymentException;
import io.ucad.deployment.ServerAddress;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes that serve: registering, looking, putting versions to work and taking them back. */
@Service
@ConditionalOnWebApplication
public class DeploymentService {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final int ADDRESS = 300;
  private static final int MOST = 500;
  private static final int NODES = 200;
  private static final int MOVES = 200;

  private final ServingNodes nodes;
  private final RolloutLedger ledger;
  private final RolloutRunner runner;
  private final NodeProbe probe;
  private final EmbeddedEndpoint endpoint;
  private final VersionService versions;
  private final GateService gate;
  private final ModelStore store;
  private final ActingUser acting;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DeploymentService(
      ServingNodes nodes,
      RolloutLedger ledger,
      RolloutRunner runner,
      NodeProbe probe,
      EmbeddedEndpoint endpoint,
      VersionService versions,
      GateService gate,
      ModelStore store,
      ActingUser acting,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.nodes = nodes;
    this.ledger = ledger;
    this.runner = runner;
    this.probe = probe;
    this.endpoint = endpoint;
    this.versions = versions;
    this.gate = gate;
    this.store = store;
    this.acting = acting;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** All nodes, that in this process first. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<NodeRow> nodes() {
    List<NodeRow> all = new ArrayList<>();
    all.add(NodeRow.EMBEDDED);
    nodes.findAllByOrderByName(PageRequest.of(0, NODES)).forEach(node -> all.add(node.toRow()));
    return all;
  }

  /** How a node is, as it was last looked at; asks it in the background. */
  @PreAuthorize("hasRole('VIEWER')")
  public NodeState state(String node) {
    return probe.state(find(node));
  }

  /** What the endpoint in this process does. */
  @PreAuthorize("hasRole('VIEWER')")
  public EndpointFigures figures() {
    return endpoint.figures();
  }

  /** Whether the endpoint in this process asks for a token. */
  @PreAuthorize("hasRole('VIEWER')")
  public boolean asksForTokens() {
    return endpoint.asksForTokens();
  }

  /**
   * Registers a node of DJL Serving.
   *
   * @param management address of its management API, on this machine or in a closed network
   * @param inference address that images go to; blank if it is the same
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void register(String name, String management, String inference) {
    if (!NAME.matcher(name).matches() || name.equals(NodeRow.EMBEDDED.name())) {
      throw new UserProblem("problem.node.name");
    }
    if (nodes.findByName(name).isPresent()) {
      throw new UserProblem("problem.node.exists", name);
    }
    String images = inference.isBlank() ? management : inference;
    requireClosed(management);
    requireClosed(images);
    nodes.save(new ServingNode(name, management.strip(), images.strip(), clock.instant()));
    audit.record("node.register", name, "", management.strip());
  }

  private static void requireClosed(String address) {
    if (address.length() > ADDRESS) {
      throw new UserProblem("problem.node.address");
    }
    try {
      ClosedNetwork.require(ServerAddress.parse(address.strip()));
    } catch (DeploymentException e) {
      throw new UserProblem("problem.node.address");
    }
  }

  /** Forgets a node. What it serves is not touched, and stays held in the store. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void remove(String name) {
    ServingNode node =
        nodes.findByName(name).orElseThrow(() -> new UserProblem("problem.node.none", name));
    probe.forget(node.toRow());
    nodes.delete(node);
    audit.record("node.remove", name, node.toRow().management(), "");
  }

  /**
   * Puts a version in the place of what a node serves; returns at once.
   *
   * @return the number of the rollout
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public long deploy(String node, int version) {
    NodeRow row = find(node);
    VersionId id = store.version(new VersionId(version)).id();
    if (row.embedded()) {
      // Said at once and not only after everything was loaded and tested.
      gate.require(version);
    }
    long rollout = begin(row, version, RolloutAction.DEPLOY);
    runner.deploy(rollout, row, id, acting.current());
    return rollout;
  }

  /**
   * Takes a version away from a node of DJL Serving; returns at once.
   *
   * @param last also if nothing serves there any more then
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public long undeploy(String node, int version, boolean last) {
    NodeRow row = find(node);
    if (row.embedded()) {
      throw new UserProblem("problem.node.embedded");
    }
    long rollout = begin(row, version, RolloutAction.UNDEPLOY);
    runner.undeploy(rollout, row, new VersionId(version), last);
    return rollout;
  }

  private long begin(NodeRow node, int version, RolloutAction action) {
    Long rollout =
        transaction.execute(
            status -> {
              if (ledger
                  .last(node.name())
                  .filter(last -> last.state() == RolloutState.RUNNING)
                  .isPresent()) {
                throw new UserProblem("problem.node.busy", node.name());
              }
              audit.record(
                  action == RolloutAction.DEPLOY ? "node.deploy" : "node.undeploy",
                  node.name(),
                  "",
                  "v" + version);
              return ledger.begin(node.name(), version, action, AuditLog.actor());
            });
    return java.util.Objects.requireNonNull(rollout);
  }

  /**
   * What a node served before a version, to go back to.
   *
   * @param version that it serves now
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public OptionalInt before(String node, int version) {
    if (!find(node).embedded()) {
      return ledger.before(node, version);
    }
    return versions.deployments(MOVES).stream()
        .filter(move -> move.target().equals(AliasName.PRODUCTION.value()))
        .mapToInt(DeploymentRow::version)
        .filter(number -> number != version)
        .findFirst();
  }

  /**
   * A page of rollouts, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  public List<RolloutRow> rollouts(int page, int size) {
    return ledger.list(page, Math.min(size, MOST));
  }

  /** How many rollouts there are. */
  @PreAuthorize("hasRole('VIEWER')")
  public long count() {
    return ledger.count();
  }

  /** A rollout step by step. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public RolloutRow.Detail rollout(long number) {
    RolloutRow row =
        ledger.find(number).orElseThrow(() -> new UserProblem("problem.rollout.none", number));
    return new RolloutRow.Detail(row, ledger.steps(row));
  }

  private NodeRow find(String name) {
    if (name.equals(NodeRow.EMBEDDED.name())) {
      return NodeRow.EMBEDDED;
    }
    return Optional.of(name)
        .flatMap(nodes::findByName)
        .map(ServingNode::toRow)
        .orElseThrow(() -> new UserProblem("problem.node.none", name));
  }
}
