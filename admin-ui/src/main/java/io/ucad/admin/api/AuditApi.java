package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.audit.AuditCsv;
import io.ucad.admin.audit.AuditQuery;
import io.ucad.admin.audit.AuditRecord;
import io.ucad.admin.audit.AuditService;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what, and when. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "audit")
class AuditApi {
  private final AuditService audit;

  AuditApi(AuditService audit) {
    this.audit = audit;
  }

  /**
   * Changes, newest first.
   *
   * @param actor name of who did it
   * @param action what was done, or how that begins, such as {@code version.}
   * @param subject part of what it was done to
   * @param from first moment
   * @param until first moment that no longer counts
   */
  @GetMapping
  @PreAuthorize("hasRole('ADMIN')")
  public PageOf<AuditRecord> search(
      @RequestParam(defaultValue = "") @Size(max = 64) String actor,
      @RequestParam(defaultValue = "") @Size(max = 64) String action,
      @RequestParam(defaultValue = "") @Size(max = 200) String subject,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    AuditQuery query = query(actor, action, subject, from, until);
    return PageOf.of(audit.search(query, page, size), row -> row, page, size, audit.count(query));
  }

  /** Who ever changed something. */
  @GetMapping("/actors")
  @PreAuthorize("hasRole('ADMIN')")
  public List<String> actors() {
    return audit.actors();
  }

  /** What was ever done. */
  @GetMapping("/actions")
  @PreAuthorize("hasRole('ADMIN')")
  public List<String> actions() {
    return audit.actions();
  }

  /** All changes that are looked for as CSV, sent while they are read. */
  @GetMapping(path = "/export", produces = "text/csv")
  @PreAuthorize("hasRole('ADMIN')")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  public void export(
      @RequestParam(defaultValue = "") @Size(max = 64) String actor,
      @RequestParam(defaultValue = "") @Size(max = 64) String action,
      @RequestParam(defaultValue = "") @Size(max = 200) String subject,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    var out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    var csv = new AuditCsv(out);
    audit.export(query(actor, action, subject, from, until), csv::write);
    out.flush();
  }

  private static AuditQuery query(
      String actor,
      String action,
      String subject,
      @Nullable Instant from,
      @Nullable Instant until) {
    return new AuditQuery(
        "", actor, action, subject, Optional.ofNullable(from), Optional.ofNullable(until));
  }
}
