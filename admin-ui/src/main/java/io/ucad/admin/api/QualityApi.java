package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.RoutingTable;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.ScoredImage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well versions do on tasks. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "quality")
class QualityApi {
  private final QualityService quality;

  QualityApi(QualityService quality) {
    this.quality = quality;
  }

  /** The newest versions that were measured, newest first. */
  @GetMapping("/quality/versions")
  @PreAuthorize("hasRole('VIEWER')")
  public List<Integer> measured(
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return quality.measured(size);
  }

  /** One measure of tasks, by name, over versions, a page of which begins with the newest. */
  @GetMapping("/quality/grid")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiGrid grid(
      @RequestParam(defaultValue = "AUROC") Measure measure,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int taskPage,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int tasks,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int versionPage,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int versions) {
    return ApiGrid.of(measure, quality.grid(measure, taskPage, tasks, versionPage, versions));
  }

  /** What became of every task on the way to a version: forgetting and transfer. */
  @GetMapping("/versions/{number}/forgetting")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiForgetting forgetting(
      @PathVariable @Positive int number, @RequestParam(defaultValue = "AUROC") Measure measure) {
    return ApiForgetting.of(measure, quality.forgetting(measure, number));
  }

  /** Which products the test images of tasks are taken for. */
  @GetMapping("/versions/{number}/routing")
  @PreAuthorize("hasRole('VIEWER')")
  public RoutingTable routing(
      @PathVariable @Positive int number,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return quality.routing(number, page, size);
  }

  /**
   * How well a version does on a task: its measures, and ROC and precision-recall at once.
   *
   * @param points of the curve at most
   */
  @GetMapping("/versions/{number}/tasks/{task}/quality")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiTaskQuality task(
      @PathVariable @Positive int number,
      @PathVariable @Size(max = 63) String task,
      @RequestParam(defaultValue = "100") @Min(2) @Max(PageOf.MOST) int points) {
    return ApiTaskQuality.of(quality.task(number, task), points);
  }

  /** What a version says of every test image of a task, the most anomalous first. */
  @GetMapping("/versions/{number}/tasks/{task}/scores")
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiScore> scores(
      @PathVariable @Positive int number,
      @PathVariable @Size(max = 63) String task,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    List<ScoredImage> images =
        quality.task(number, task).sheet().map(ScoreSheet::images).orElse(List.of()).stream()
            .sorted(Comparator.comparingDouble(ScoredImage::score).reversed())
            .toList();
    return PageOf.cut(images, ApiScore::of, page, size);
  }

  /**
   * What was said of a test image.
   *
   * @param kind of defect, {@code good} for none
   * @param routedTo the task that it was taken for; null if it is of no known product
   */
  record ApiScore(String name, String kind, @Nullable String routedTo, float score) {
    static ApiScore of(ScoredImage image) {
      return new ApiScore(image.name(), image.kind(), image.routedTo().orElse(null), image.score());
    }
  }
}
