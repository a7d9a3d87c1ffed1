package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.deploy.RolloutState;
import io.ucad.admin.deploy.ShadowRow;
import io.ucad.admin.deploy.ShadowService;
import io.ucad.detector.Verdict;
import io.ucad.trainer.evaluate.Judgement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two versions on the test images of a task. */
@RestController
@RequestMapping("/api/v1/shadows")
@Tag(name = "deployments")
class ShadowApi {
  private final ShadowService shadows;

  ShadowApi(ShadowService shadows) {
    this.shadows = shadows;
  }

  /** Begins to compare, which goes on in the background of this process. */
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  public ResponseEntity<ApiShadow> start(@Valid @RequestBody NewShadow wanted) {
    long begun = shadows.start(wanted.task(), wanted.a(), wanted.b());
    return ResponseEntity.created(URI.create("/api/v1/shadows/" + begun)).body(get(begun));
  }

  /** A comparison as it is now; the last two hundred are kept. */
  @GetMapping("/{shadow}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiShadow get(@PathVariable long shadow) {
    return ApiShadow.of(shadows.get(shadow));
  }

  /**
   * What to compare.
   *
   * @param a the version of today
   * @param b the version of tomorrow
   */
  record NewShadow(
      @NotBlank @Size(max = 63) String task,
      @NotNull @Positive Integer a,
      @NotNull @Positive Integer b) {}

  /**
   * What two versions make of the same images.
   *
   * @param done images that were compared so far
   * @param total images to compare
   * @param rerouted images that are taken for another product
   * @param flips images whose verdict is another one, at most 500
   * @param problem why it failed; empty unless it did
   */
  record ApiShadow(
      long id,
      String task,
      int a,
      int b,
      RolloutState state,
      int done,
      int total,
      long rerouted,
      List<ApiFlip> flips,
      String problem) {
    static ApiShadow of(ShadowRow row) {
      return new ApiShadow(
          row.id(),
          row.task(),
          row.a(),
          row.b(),
          row.state(),
          row.done(),
          row.total(),
          row.rerouted(),
          row.flips().stream().map(ApiFlip::of).toList(),
          row.problem());
    }
  }

  /**
   * One image whose verdict is another one.
   *
   * @param sha256 by which its picture is found
   */
  record ApiFlip(String image, String sha256, ApiJudgement a, ApiJudgement b) {
    static ApiFlip of(ShadowRow.Flip flip) {
      return new ApiFlip(
          flip.image(), flip.sha256(), ApiJudgement.of(flip.a()), ApiJudgement.of(flip.b()));
    }
  }

  /**
   * What a version makes of an image.
   *
   * @param task that it was taken for; null if no product is near enough
   * @param score null as above
   */
  record ApiJudgement(Verdict verdict, @Nullable String task, @Nullable Double score) {
    static ApiJudgement of(Judgement judgement) {
      return new ApiJudgement(
          judgement.verdict(),
          judgement.task().orElse(null),
          ApiVersionDetail.number(judgement.score()));
    }
  }
}
