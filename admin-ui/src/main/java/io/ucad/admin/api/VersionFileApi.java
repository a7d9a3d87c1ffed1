package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.version.VersionFiles;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Versions to take elsewhere. */
@RestController
@RequestMapping("/api/v1/versions/{number}")
@Tag(name = "versions")
class VersionFileApi {
  private static final String ZIP = "application/zip";

  private final VersionFiles files;

  VersionFileApi(VersionFiles files) {
    this.files = files;
  }

  /** A model directory of DJL Serving as a ZIP. It is complete and verified before it is sent. */
  @GetMapping(path = "/package", produces = ZIP)
  @PreAuthorize("hasRole('OPERATOR')")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  public void pack(@PathVariable @Positive int number, HttpServletResponse response)
      throws IOException {
    Path file = files.pack(number);
    try {
      head(response, "ucad-v" + number + ".zip");
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The archive that another store imports, written while it is sent. */
  @GetMapping(path = "/archive", produces = ZIP)
  @PreAuthorize("hasRole('OPERATOR')")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
  public void archive(@PathVariable @Positive int number, HttpServletResponse response)
      throws IOException {
    head(response, "ucad-v" + number + "-archive.zip");
    files.export(number, response.getOutputStream());
  }

  private static void head(HttpServletResponse response, String name) {
    response.setContentType(ZIP);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
