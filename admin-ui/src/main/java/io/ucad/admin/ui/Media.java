package io.ucad.admin.ui;

import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.ImageService;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Pictures by the hash of their content, which browsers may keep for ever. */
@RestController
public class Media {
  private final ImageService images;

  Media(ImageService images) {
    this.images = images;
  }

  /** A small picture of an image or mask. */
  @GetMapping("/media/thumb/{sha256}")
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> thumbnail(@PathVariable String sha256) {
    return answer(MediaType.IMAGE_JPEG, () -> images.thumbnail(sha256));
  }

  /** A picture of an image that is large enough to look into. */
  @GetMapping("/media/picture/{sha256}")
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> picture(@PathVariable String sha256) {
    return answer(MediaType.IMAGE_JPEG, () -> images.picture(sha256));
  }

  /** What a mask marks, to be laid over its image. */
  @GetMapping("/media/mask/{sha256}")
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> mask(@PathVariable String sha256) {
    return answer(MediaType.IMAGE_PNG, () -> images.mask(sha256));
  }

  private static ResponseEntity<byte[]> answer(MediaType type, Supplier<byte[]> picture) {
    try {
      return ResponseEntity.ok()
          .contentType(type)
          .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
          .body(picture.get());
    } catch (UserProblem e) {
      return ResponseEntity.notFound().build();
    }
  }
}
