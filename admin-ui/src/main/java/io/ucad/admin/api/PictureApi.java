package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.task.ImageService;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of all images that a task, a job or an inspection names, by the hash of their bytes. */
@RestController
@RequestMapping("/api/v1/pictures/{sha256}")
@Tag(name = "images")
class PictureApi {
  private static final String HASH = "[0-9a-f]{64}";

  private final ImageService images;

  PictureApi(ImageService images) {
    this.images = images;
  }

  /** A small picture of an image or mask, at most 192 px long. */
  @GetMapping(path = "/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> thumbnail(@PathVariable @Pattern(regexp = HASH) String sha256) {
    return Picture.of(MediaType.IMAGE_JPEG, images.thumbnail(sha256));
  }

  /** A picture that is large enough to look into, at most 1600 px long. */
  @GetMapping(path = "/large", produces = MediaType.IMAGE_JPEG_VALUE)
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> large(@PathVariable @Pattern(regexp = HASH) String sha256) {
    return Picture.of(MediaType.IMAGE_JPEG, images.picture(sha256));
  }

  /** What a mask marks in one colour and the rest clear, to be laid over its image. */
  @GetMapping(path = "/mask", produces = MediaType.IMAGE_PNG_VALUE)
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> mask(@PathVariable @Pattern(regexp = HASH) String sha256) {
    return Picture.of(MediaType.IMAGE_PNG, images.mask(sha256));
  }

  /** The bytes as they were sent. */
  @GetMapping(
      path = "/original",
      produces = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
  @PreAuthorize("hasRole('VIEWER')")
  public ResponseEntity<byte[]> original(@PathVariable @Pattern(regexp = HASH) String sha256) {
    return Picture.sent(images.original(sha256));
  }
}
