package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.Finding;
import io.ucad.admin.inspect.Heatmap;
import io.ucad.admin.inspect.InspectionFilter;
import io.ucad.admin.inspect.InspectionService;
import io.ucad.admin.inspect.Kept;
import io.ucad.admin.problem.UserProblem;
import io.ucad.detector.Verdict;
import io.ucad.store.AliasName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Inspecting images, and what was inspected. */
@RestController
@RequestMapping("/api/v1/inspections")
@Tag(name = "inspections")
class InspectionApi {
  private final InspectionService inspections;

  InspectionApi(InspectionService inspections) {
    this.inspections = inspections;
  }

  /**
   * Inspects an image (PNG or JPEG) and keeps what was found.
   *
   * @param name of the file, for people
   * @param version to ask; that in production unless given, else the latest
   * @param task to take it for; recognised unless given
   */
  @PostMapping
  @PreAuthorize("hasRole('VIEWER')")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary"))
      })
  public ResponseEntity<ApiKept> inspect(
      @RequestParam(defaultValue = "image.png") @Size(max = 255) String name,
      @RequestParam(required = false) @Nullable @Positive Integer version,
      @RequestParam(required = false) @Nullable @Size(max = 63) String task,
      HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    byte[] bytes = ImageBody.read(request);
    return kept(inspections.inspect(name, bytes, version(version), Optional.ofNullable(task)));
  }

  /** Inspects an image that a task holds or that was inspected before. */
  @PostMapping("/stored")
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<ApiKept> inspectStored(@Valid @RequestBody StoredInspection wanted) {
    return kept(
        inspections.inspectStored(
            Objects.requireNonNullElse(wanted.name(), wanted.sha256()),
            wanted.sha256(),
            version(wanted.version()),
            Optional.ofNullable(wanted.task())));
  }

  /** Kept inspections, newest first; those without feedback are let go in time. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiInspection> list(
      @RequestParam(defaultValue = "") @Size(max = 63) String task,
      @RequestParam(required = false) @Nullable Verdict verdict,
      @RequestParam(required = false) @Nullable Feedback feedback,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    var filter = new InspectionFilter(task, verdict, feedback);
    return PageOf.of(
        inspections.list(filter, page, size),
        ApiInspection::of,
        page,
        size,
        inspections.count(filter));
  }

  /** The tasks that images were taken for. */
  @GetMapping("/tasks")
  @PreAuthorize("hasRole('VIEWER')")
  public List<String> tasks() {
    return inspections.inspectedTasks();
  }

  /** One inspection as it is kept. */
  @GetMapping("/{inspection}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiInspection get(@PathVariable long inspection) {
    return ApiInspection.of(inspections.get(inspection));
  }

  /**
   * All that was found, which is found again.
   *
   * @param version to ask instead of the one that was asked; nothing is kept of its answer
   */
  @GetMapping("/{inspection}/finding")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiFinding finding(
      @PathVariable long inspection,
      @RequestParam(required = false) @Nullable @Positive Integer version) {
    return ApiFinding.of(find(inspection, version));
  }

  /**
   * The heatmap, to be laid over the image. Its scale is fixed by the threshold, so that pictures
   * of a task compare.
   *
   * @param version to ask instead of the one that was asked
   */
  @GetMapping(path = "/{inspection}/heatmap", produces = MediaType.IMAGE_PNG_VALUE)
  @PreAuthorize("hasRole('VIEWER')")
  public byte[] heatmap(
      @PathVariable long inspection,
      @RequestParam(required = false) @Nullable @Positive Integer version) {
    Finding found = find(inspection, version);
    if (!found.inspection().known()) {
      throw new UserProblem("problem.inspect.map");
    }
    return Heatmap.png(found.inspection().map(), found.peakThreshold());
  }

  /** Says that a verdict was wrong, which offers the image to its task; NONE takes it back. */
  @PutMapping("/{inspection}/feedback")
  @PreAuthorize("hasRole('OPERATOR')")
  public ApiInspection feedback(
      @PathVariable long inspection, @Valid @RequestBody NewFeedback said) {
    return ApiInspection.of(
        inspections.feedback(
            inspection, said.feedback(), Objects.requireNonNullElse(said.note(), "")));
  }

  private Finding find(long inspection, @Nullable Integer version) {
    return version == null
        ? inspections.open(inspection).finding()
        : inspections.compare(inspection, version);
  }

  private int version(@Nullable Integer wanted) {
    return wanted == null
        ? inspections
            .usual()
            .orElseThrow(() -> new UserProblem("problem.version.none", AliasName.LATEST.value()))
        : wanted;
  }

  private static ResponseEntity<ApiKept> kept(Kept kept) {
    return ResponseEntity.created(URI.create("/api/v1/inspections/" + kept.row().id()))
        .body(new ApiKept(ApiInspection.of(kept.row()), ApiFinding.of(kept.finding())));
  }

  /**
   * A stored image to inspect.
   *
   * @param sha256 of the image
   * @param name for people; its hash unless given
   * @param version to ask; that in production unless given, else the latest
   * @param task to take it for; recognised unless given
   */
  record StoredInspection(
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
      @Nullable @Size(max = 255) String name,
      @Nullable @Positive Integer version,
      @Nullable @Size(max = 63) String task) {}

  /**
   * What a person says to a verdict.
   *
   * @param note for whoever decides on the offer
   */
  record NewFeedback(@NotNull Feedback feedback, @Nullable @Size(max = 1000) String note) {}

  /** An inspection that is kept, with all that was found. */
  record ApiKept(ApiInspection inspection, ApiFinding finding) {}
}
