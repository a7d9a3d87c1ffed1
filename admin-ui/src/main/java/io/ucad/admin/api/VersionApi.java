package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.DeploymentRow;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityGrid;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.VersionService;
import io.ucad.store.AliasName;
import io.ucad.store.ForgetReport;
import io.ucad.store.VerifyReport;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions of the model, and the aliases that put them to work. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "versions")
class VersionApi {
  private final VersionService versions;
  private final QualityService quality;

  VersionApi(VersionService versions, QualityService quality) {
    this.versions = versions;
    this.quality = quality;
  }

  /** Versions, newest first. */
  @GetMapping("/versions")
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiVersion> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(versions.list(page, size), ApiVersion::of, page, size, versions.count());
  }

  /** What is in a version, and what it changed. */
  @GetMapping("/versions/{number}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiVersionDetail get(@PathVariable @Positive int number) {
    return ApiVersionDetail.of(versions.get(number));
  }

  /** Rereads every byte of a version. */
  @PostMapping("/versions/{number}/verify")
  @PreAuthorize("hasRole('VIEWER')")
  public Verified verify(@PathVariable @Positive int number) {
    VerifyReport report = versions.verify(number);
    return new Verified(
        report.ok(),
        report.files(),
        report.bytes(),
        report.problems().stream().map(Throwable::getMessage).toList());
  }

  /** The version that an alias names, such as production or latest. */
  @GetMapping("/aliases/{alias}")
  @PreAuthorize("hasRole('VIEWER')")
  public Alias alias(@PathVariable @Size(max = 63) String alias) {
    return new Alias(alias, versions.alias(alias).orElse(null));
  }

  /**
   * Moves an alias: promotion, or a roll-back if the version is older. Moving it to where it is
   * changes nothing, so that asking twice is safe. The gate may refuse {@code production}: 409 with
   * code GATE_CLOSED.
   */
  @PutMapping("/aliases/{alias}")
  @PreAuthorize("hasRole('OPERATOR')")
  public Alias point(
      @PathVariable @Size(max = 63) String alias, @Valid @RequestBody AliasTarget target) {
    if (target.overrideReason() == null) {
      versions.point(alias, target.version());
    } else if (alias.equals(AliasName.PRODUCTION.value())) {
      versions.overrideGate(target.version(), target.overrideReason());
    } else {
      throw new UserProblem("problem.request.override");
    }
    return new Alias(alias, target.version());
  }

  /** Publishes a version without a task, with proof that the others did not change. */
  @PostMapping("/versions/forget")
  @PreAuthorize("hasRole('ADMIN')")
  public Forgotten forget(@Valid @RequestBody ForgetTask wanted) {
    ForgetReport report = versions.forget(wanted.task());
    return new Forgotten(
        report.version().id().number(),
        report.forgotten().sha256(),
        report.unchanged().stream()
            .map(u -> new Unchanged(u.task().value(), u.published(), u.reread()))
            .toList(),
        report.stillHeldBy().stream().map(id -> id.number()).toList());
  }

  /** Image AUROC of tasks, the first 500 by name, over the newest versions that were measured. */
  @GetMapping("/versions/matrix")
  @PreAuthorize("hasRole('VIEWER')")
  public Matrix matrix(@RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int versions) {
    QualityGrid grid = quality.grid(Measure.AUROC, 0, PageOf.MOST, 0, versions);
    return new Matrix(
        grid.tasks(),
        grid.versions(),
        IntStream.range(0, grid.versions().size())
            .mapToObj(
                column ->
                    grid.cells().stream()
                        .map(row -> ApiVersionDetail.number(row.get(column)))
                        .toArray(Double[]::new))
            .map(Arrays::asList)
            .toList());
  }

  /** The last moves of aliases, newest first. */
  @GetMapping("/moves")
  @PreAuthorize("hasRole('VIEWER')")
  public List<DeploymentRow> moves(
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return versions.deployments(size);
  }

  /**
   * What rereading a version found.
   *
   * @param ok whether every byte is as it was published
   * @param problems everything that is wrong
   */
  record Verified(boolean ok, int files, long bytes, List<@Nullable String> problems) {}

  /**
   * An alias.
   *
   * @param version that it names; null if nothing has this name
   */
  record Alias(String alias, @Nullable Integer version) {}

  /**
   * Where an alias is to point.
   *
   * @param overrideReason why {@code production} is to move whatever the gate says; an
   *     administrator's word, which goes into the audit log
   */
  record AliasTarget(
      @NotNull @Positive Integer version, @Nullable @Size(max = 1000) String overrideReason) {}

  /** A task to forget. */
  record ForgetTask(@NotBlank @Size(max = 63) String task) {}

  /**
   * Proof that a task is out of the newest version and no other changed.
   *
   * @param sha256 of what was forgotten
   * @param stillHeldBy older versions that hold it until they are collected
   */
  record Forgotten(
      int version, String sha256, List<Unchanged> unchanged, List<Integer> stillHeldBy) {}

  /**
   * A task that is as it was.
   *
   * @param published SHA-256 before
   * @param reread SHA-256 of the bytes read now
   */
  record Unchanged(String task, String published, String reread) {}

  /**
   * Image AUROC.
   *
   * @param tasks columns
   * @param versions rows, oldest first
   * @param cells one list a row; null where nothing was measured
   */
  record Matrix(List<String> tasks, List<Integer> versions, List<List<@Nullable Double>> cells) {}
}
