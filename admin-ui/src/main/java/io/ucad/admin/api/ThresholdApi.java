package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.version.QualityService;
import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.ThresholdService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How strictly tasks judge. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "quality")
class ThresholdApi {
  private final ThresholdService thresholds;
  private final QualityService quality;

  ThresholdApi(ThresholdService thresholds, QualityService quality) {
    this.thresholds = thresholds;
    this.quality = quality;
  }

  /**
   * How a version judges a task, or would judge it by other rates, and what follows for its test
   * images. Nothing is changed.
   *
   * @param falseAlarmRate to try; that of the version unless given
   * @param reviewRate to try; that of the version unless given
   */
  @GetMapping("/versions/{number}/tasks/{task}/thresholds")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiThresholds get(
      @PathVariable @Positive int number,
      @PathVariable @Size(max = 63) String task,
      @RequestParam(required = false)
          @Nullable
          @Positive
          @DecimalMax(value = "1", inclusive = false)
          Double falseAlarmRate,
      @RequestParam(required = false)
          @Nullable
          @Positive
          @DecimalMax(value = "1", inclusive = false)
          Double reviewRate) {
    TaskThresholds found =
        thresholds
            .of(number, task)
            .orElseThrow(() -> new UserProblem("problem.quality.task", task, "v" + number));
    double alarms = Objects.requireNonNullElse(falseAlarmRate, found.scoring().falseAlarmRate());
    double reviews = Objects.requireNonNullElse(reviewRate, found.scoring().reviewRate());
    if (alarms > reviews) {
      throw new UserProblem("problem.threshold.rates", 100 * alarms, 100 * reviews);
    }
    return ApiThresholds.of(found, quality.task(number, task).sheet(), alarms, reviews);
  }

  /**
   * Publishes a version on the latest one in which a task judges by other rates and nothing else is
   * different. Rates that the task has change nothing.
   */
  @PutMapping("/tasks/{task}/thresholds")
  @PreAuthorize("hasRole('OPERATOR')")
  public Tuned save(
      @PathVariable @Size(max = 63) String task, @Valid @RequestBody NewRates wanted) {
    return new Tuned(
        thresholds.save(task, wanted.sha256(), wanted.falseAlarmRate(), wanted.reviewRate()));
  }

  /**
   * Rates to judge by.
   *
   * @param sha256 of the memory that they are meant for, as the thresholds of the latest version
   *     tell it; if it is another one by now, that is a conflict
   * @param falseAlarmRate share of good images over the NG threshold
   * @param reviewRate share of good images over the review threshold, not below the other
   */
  record NewRates(
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
      @NotNull @Positive @DecimalMax(value = "1", inclusive = false) Double falseAlarmRate,
      @NotNull @Positive @DecimalMax(value = "1", inclusive = false) Double reviewRate) {}

  /** The version that judges so. */
  record Tuned(int version) {}
}
