package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.inspect.ProposalService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Inspected images that are offered to their tasks. */
@RestController
@RequestMapping("/api/v1/tasks/{task}/proposals")
@Tag(name = "inspections")
class ProposalApi {
  private final ProposalService proposals;

  ProposalApi(ProposalService proposals) {
    this.proposals = proposals;
  }

  /** What is offered to a task and not decided, oldest first. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiInspection> list(
      @PathVariable @Size(max = 63) String task,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(
        proposals.list(task, page, size), ApiInspection::of, page, size, proposals.count(task));
  }

  /**
   * Takes offered images into a task: false alarms to learn from, missed defects to test with.
   * Asking twice is safe.
   */
  @PostMapping("/accept")
  @PreAuthorize("hasRole('OPERATOR')")
  public ProposalService.Accepted accept(
      @PathVariable @Size(max = 63) String task, @Valid @RequestBody Chosen chosen) {
    return proposals.accept(task, chosen.ids());
  }

  /** Leaves offered images out. Asking twice is safe. */
  @PostMapping("/decline")
  @PreAuthorize("hasRole('OPERATOR')")
  public Declined decline(
      @PathVariable @Size(max = 63) String task, @Valid @RequestBody Chosen chosen) {
    return new Declined(proposals.decline(task, chosen.ids()));
  }

  /**
   * Which of them.
   *
   * @param ids of inspections; those that are not offered any more are left as they are
   */
  record Chosen(@NotNull @Size(min = 1, max = PageOf.MOST) List<@NotNull Long> ids) {}

  /** How many were left out. */
  record Declined(int declined) {}
}
