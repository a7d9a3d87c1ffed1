package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.version.GateReport;
import io.ucad.admin.version.GateService;
import io.ucad.admin.version.VersionService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gate before production. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "quality")
class GateApi {
  private final GateService gate;
  private final VersionService versions;

  GateApi(GateService gate, VersionService versions) {
    this.gate = gate;
    this.versions = versions;
  }

  /** How much a task may lose on the way to production. */
  @GetMapping("/gate")
  @PreAuthorize("hasRole('VIEWER')")
  public GateLimit limit() {
    return new GateLimit(gate.largestDrop());
  }

  /** Changes how much a task may lose. */
  @PutMapping("/gate")
  @PreAuthorize("hasRole('ADMIN')")
  public GateLimit change(@Valid @RequestBody GateLimit limit) {
    gate.change(limit.largestDrop());
    return limit();
  }

  /** Whether a version may go to production now, and what stands against it. */
  @GetMapping("/versions/{number}/gate")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiGateReport check(@PathVariable @Positive int number) {
    versions.get(number);
    return ApiGateReport.of(gate.check(number));
  }

  /**
   * How the gate is set.
   *
   * @param largestDrop image AUROC that a task may lose, 0 to 1; 1 lets everything pass but a task
   *     that is gone
   */
  record GateLimit(@NotNull @DecimalMin("0") @DecimalMax("1") Double largestDrop) {}

  /**
   * Whether a version may go to production.
   *
   * @param production the version that is there; null if none is
   * @param refusals tasks that stand against it
   * @param unmeasured tasks of both versions of which nobody knows
   */
  record ApiGateReport(
      int version,
      @Nullable Integer production,
      double largestDrop,
      boolean open,
      List<ApiRefusal> refusals,
      List<String> unmeasured) {
    static ApiGateReport of(GateReport report) {
      return new ApiGateReport(
          report.version(),
          report.production().orElse(null),
          report.largestDrop(),
          report.open(),
          report.refusals().stream().map(ApiRefusal::of).toList(),
          report.unmeasured());
    }
  }

  /**
   * A task that lost too much, or is not there any more.
   *
   * @param before image AUROC of production; null if it was not measured
   * @param after image AUROC of the version; null if the task is not in it
   * @param imagesBefore test images that production was measured with
   * @param imagesAfter test images that the version was measured with
   */
  record ApiRefusal(
      String task,
      @Nullable Double before,
      @Nullable Double after,
      int imagesBefore,
      int imagesAfter) {
    static ApiRefusal of(GateReport.Refusal refusal) {
      return new ApiRefusal(
          refusal.task(),
          ApiVersionDetail.number(refusal.before()),
          ApiVersionDetail.number(refusal.after()),
          refusal.imagesBefore(),
          refusal.imagesAfter());
    }
  }
}
