package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.deploy.DeploymentService;
import io.ucad.admin.deploy.RolloutAction;
import io.ucad.admin.deploy.RolloutRow;
import io.ucad.admin.deploy.RolloutState;
import io.ucad.admin.deploy.RolloutStep;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Putting versions to work on nodes, and taking them away. */
@RestController
@RequestMapping("/api/v1")
@ConditionalOnWebApplication
@Tag(name = "deployments")
class RolloutApi {
  private final DeploymentService deployments;

  RolloutApi(DeploymentService deployments) {
    this.deployments = deployments;
  }

  /** Rollouts, newest first. */
  @GetMapping("/rollouts")
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiRollout> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(
        deployments.rollouts(page, size), ApiRollout::of, page, size, deployments.count());
  }

  /** A rollout step by step. */
  @GetMapping("/rollouts/{rollout}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiRolloutDetail get(@PathVariable long rollout) {
    return ApiRolloutDetail.of(deployments.rollout(rollout));
  }

  /**
   * Puts a version to work on a node, in the place of what it serves, or takes one away; goes on in
   * the background. Rolling back is putting the node's {@code before} to work. It is a conflict
   * while something is being done to the node.
   */
  @PostMapping("/nodes/{node}/rollouts")
  @PreAuthorize("hasRole('OPERATOR')")
  public ResponseEntity<ApiRollout> begin(
      @PathVariable @Size(max = 63) String node, @Valid @RequestBody NewRollout wanted) {
    long begun =
        wanted.action() == RolloutAction.UNDEPLOY
            ? deployments.undeploy(node, wanted.version(), Boolean.TRUE.equals(wanted.last()))
            : deployments.deploy(node, wanted.version());
    return ResponseEntity.created(URI.create("/api/v1/rollouts/" + begun))
        .body(ApiRollout.of(deployments.rollout(begun).rollout()));
  }

  /**
   * What to do to a node.
   *
   * @param action DEPLOY unless given
   * @param last whether UNDEPLOY may leave the node with nothing to serve; false unless given
   */
  record NewRollout(
      @NotNull @Positive Integer version, @Nullable RolloutAction action, @Nullable Boolean last) {}

  /**
   * That a version was put to work on a node or taken away from it.
   *
   * @param problem why it failed; empty unless it did
   * @param finishedAt null while it goes on
   */
  record ApiRollout(
      long id,
      String node,
      int version,
      RolloutAction action,
      RolloutState state,
      String problem,
      String actor,
      Instant createdAt,
      @Nullable Instant finishedAt) {
    static ApiRollout of(RolloutRow row) {
      return new ApiRollout(
          row.id(),
          row.node(),
          row.version(),
          row.action(),
          row.state(),
          row.problem(),
          row.actor(),
          row.createdAt(),
          row.finishedAt().orElse(null));
    }
  }

  /**
   * A rollout step by step.
   *
   * @param steps in order, those to come included unless it has failed
   */
  record ApiRolloutDetail(ApiRollout rollout, List<ApiRolloutStep> steps) {
    static ApiRolloutDetail of(RolloutRow.Detail detail) {
      return new ApiRolloutDetail(
          ApiRollout.of(detail.rollout()),
          detail.steps().stream()
              .map(s -> new ApiRolloutStep(s.step(), s.beganAt().orElse(null), s.detail()))
              .toList());
    }
  }

  /**
   * One step.
   *
   * @param beganAt null for one that is still to come
   */
  record ApiRolloutStep(RolloutStep step, @Nullable Instant beganAt, String detail) {}
}
