package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.version.ComparisonService;
import io.ucad.admin.version.Lineage;
import io.ucad.admin.version.LineageService;
import io.ucad.admin.version.VersionService;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How versions came from each other, and what is different between them. */
@RestController
@RequestMapping("/api/v1/versions")
@Tag(name = "versions")
class LineageApi {
  private final LineageService lineage;
  private final ComparisonService comparisons;
  private final VersionService versions;

  LineageApi(LineageService lineage, ComparisonService comparisons, VersionService versions) {
    this.lineage = lineage;
    this.comparisons = comparisons;
    this.versions = versions;
  }

  /** The tree of versions as lanes beside a list, newest first. */
  @GetMapping("/lineage")
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiLane> lineage(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(lineage.rows(page, size), ApiLane::of, page, size, versions.count());
  }

  /** Two versions side by side, task by task. */
  @GetMapping("/{before}/compare/{after}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiComparison compare(
      @PathVariable @Positive int before,
      @PathVariable @Positive int after,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return ApiComparison.of(comparisons.compare(before, after, page, size), page, size);
  }

  /**
   * One version in the tree.
   *
   * @param lane that it stands in, from 0
   * @param above lanes that come to it from children above
   * @param below whether its lane goes on to a parent
   * @param passing other lanes, which pass by
   */
  record ApiLane(int version, int lane, List<Integer> above, boolean below, List<Integer> passing) {
    static ApiLane of(Lineage.Row row) {
      return new ApiLane(row.version(), row.lane(), row.above(), row.below(), row.passing());
    }
  }
}
