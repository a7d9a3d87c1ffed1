package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.deploy.NodeRow;
import io.ucad.admin.deploy.NodeState;
import io.ucad.admin.endpoint.EndpointFigures;
import io.ucad.admin.problem.UserProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Nodes that serve; the endpoint in this process is one of them. */
@RestController
@RequestMapping("/api/v1")
@ConditionalOnWebApplication
@Tag(name = "deployments")
class NodeApi {
  private final DeploymentService deployments;

  NodeApi(DeploymentService deployments) {
    this.deployments = deployments;
  }

  /** All nodes, that in this process first, as they were when they were last looked at. */
  @GetMapping("/nodes")
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiNode> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.cut(deployments.nodes(), this::look, page, size);
  }

  /** One node. */
  @GetMapping("/nodes/{node}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiNode get(@PathVariable @Size(max = 63) String node) {
    return deployments.nodes().stream()
        .filter(row -> row.name().equals(node))
        .findFirst()
        .map(this::look)
        .orElseThrow(() -> new UserProblem("problem.node.none", node));
  }

  /** Registers a node of DJL Serving; the same name twice is a conflict. */
  @PostMapping("/nodes")
  @PreAuthorize("hasRole('ADMIN')")
  public ResponseEntity<ApiNode> register(@Valid @RequestBody NewNode wanted) {
    deployments.register(
        wanted.name(), wanted.management(), Objects.requireNonNullElse(wanted.inference(), ""));
    return ResponseEntity.created(URI.create("/api/v1/nodes/" + wanted.name()))
        .body(get(wanted.name()));
  }

  /** Forgets a node. What it serves is not touched. */
  @DeleteMapping("/nodes/{node}")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public void remove(@PathVariable @Size(max = 63) String node) {
    deployments.remove(node);
  }

  /** What the endpoint in this process has done since it began. */
  @GetMapping("/endpoint")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiEndpoint endpoint() {
    return ApiEndpoint.of(deployments.figures(), deployments.asksForTokens());
  }

  private ApiNode look(NodeRow node) {
    NodeState state = deployments.state(node.name());
    OptionalInt current = state.current();
    OptionalInt before =
        current.isPresent()
            ? deployments.before(node.name(), current.getAsInt())
            : OptionalInt.empty();
    return ApiNode.of(node, state, before.isPresent() ? before.getAsInt() : null);
  }

  /**
   * A node to register.
   *
   * @param management address of its management API, on this machine or in a closed network
   * @param inference address that images go to; left out if it is the same
   */
  record NewNode(
      @NotNull @Size(min = 1, max = 63) String name,
      @NotBlank @Size(max = 300) String management,
      @Nullable @Size(max = 300) String inference) {}

  /**
   * An endpoint at work.
   *
   * @param answered images that got an answer
   * @param failed images that were refused or failed
   * @param perSecond answers a second over the last minute
   * @param meanMillis time of an answer; null while there was none
   * @param mostMillis a time within which 95 % of the answers were given; null while there was
   *     none, or if it is beyond what is counted
   */
  record ApiEndpoint(
      boolean asksForTokens,
      long answered,
      long failed,
      double perSecond,
      @Nullable Double meanMillis,
      @Nullable Double mostMillis) {
    static ApiEndpoint of(EndpointFigures figures, boolean asksForTokens) {
      return new ApiEndpoint(
          asksForTokens,
          figures.answered(),
          figures.failed(),
          figures.perSecond(),
          figures.mean().map(ApiEndpoint::millis).orElse(null),
          figures.most().map(ApiEndpoint::millis).orElse(null));
    }

    private static double millis(Duration time) {
      return time.toNanos() / 1e6;
    }
  }
}
