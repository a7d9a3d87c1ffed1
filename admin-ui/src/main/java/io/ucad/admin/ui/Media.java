package io.ucad.admin.ui;

import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageService;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Small pictures by the hash of their content, which browsers may keep for ever. */
@RestController
public class Media {
  private final ImageService images;

  Media(ImageService images) {
    this.images = images;
  }

  /** A small picture of an image or mask that some task holds. */
  @GetMapping("/media/thumb/{sha256}")
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> thumbnail(@PathVariable String sha256) {
    try {
      return ResponseEntity.ok()
          .contentType(MediaType.IMAGE_JPEG)
          .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
          .body(images.thumbnail(sha256));
    } catch (UserProblem e) {
      return ResponseEntity.notFound().build();
    }
  }
}
