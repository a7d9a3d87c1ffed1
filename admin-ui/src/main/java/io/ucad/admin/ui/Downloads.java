package io.ucad.admin.ui;

import io.ucad.admin.version.VersionFiles;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.serving.pack.PackageException;
import io.ucad.store.StoreException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Versions to take elsewhere. */
@RestController
public class Downloads {
  private final VersionFiles files;

  Downloads(VersionFiles files) {
    this.files = files;
  }

  /** A model directory of DJL Serving as a ZIP. It is complete and verified before it is sent. */
  @GetMapping("/media/versions/{number}/package")
  @PreAuthorize("hasRole('OPERATOR')")
  public void pack(@PathVariable int number, HttpServletResponse response) throws IOException {
    Path file;
    try {
      file = files.pack(number);
    } catch (StoreException | PackageException | BackboneUnavailableException e) {
      refuse(response, e);
      return;
    }
    try {
      head(response, "ucad-v" + number + ".zip");
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The archive that another store imports, written while it is sent. */
  @GetMapping("/media/versions/{number}/archive")
  @PreAuthorize("hasRole('OPERATOR')")
  public void archive(@PathVariable int number, HttpServletResponse response) throws IOException {
    try {
      head(response, "ucad-v" + number + "-archive.zip");
      files.export(number, response.getOutputStream());
    } catch (StoreException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      refuse(response, e);
    }
  }

  private static void head(HttpServletResponse response, String name) {
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    response.setHeader("Cache-Control", "no-store");
  }

  private static void refuse(HttpServletResponse response, RuntimeException problem)
      throws IOException {
    response.setStatus(
        problem instanceof StoreException.NotFound
            ? HttpServletResponse.SC_NOT_FOUND
            : HttpServletResponse.SC_CONFLICT);
    response.setContentType("text/plain; charset=utf-8");
    response
        .getOutputStream()
        .write(String.valueOf(problem.getMessage()).getBytes(StandardCharsets.UTF_8));
  }
}
