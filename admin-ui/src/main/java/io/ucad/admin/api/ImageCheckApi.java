package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.inspect.Lookalike;
import io.ucad.admin.inspect.LookalikeService;
import io.ucad.admin.task.ImageCheck;
import io.ucad.admin.task.ImageService;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is to be said about the images of a task as a whole. */
@RestController
@RequestMapping("/api/v1/tasks/{task}/images")
@Tag(name = "images")
class ImageCheckApi {
  private final ImageService images;
  private final LookalikeService lookalikes;

  ImageCheckApi(ImageService images, LookalikeService lookalikes) {
    this.images = images;
    this.lookalikes = lookalikes;
  }

  /** The labels in use. */
  @GetMapping("/labels")
  @PreAuthorize("hasRole('VIEWER')")
  public List<String> labels(@PathVariable @Size(max = 63) String task) {
    return images.labels(task);
  }

  /** Sizes of the images, and tasks that hold some of the same. */
  @GetMapping("/check")
  @PreAuthorize("hasRole('VIEWER')")
  public ImageCheck check(@PathVariable @Size(max = 63) String task) {
    return images.check(task);
  }

  /** Asks the latest version whether the last training images look like another task. */
  @PostMapping("/lookalike")
  @PreAuthorize("hasRole('OPERATOR')")
  public LookedAlike lookalike(@PathVariable @Size(max = 63) String task) {
    return new LookedAlike(lookalikes.check(task).orElse(null));
  }

  /**
   * What the latest version thinks.
   *
   * @param lookalike null if most images look like no other task, or there is no version to ask
   */
  record LookedAlike(@Nullable Lookalike lookalike) {}
}
