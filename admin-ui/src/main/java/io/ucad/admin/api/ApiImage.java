package io.ucad.admin.api;

import io.ucad.admin.task.ImageRow;
import io.ucad.admin.task.Split;
import org.jspecify.annotations.Nullable;

/**
 * An image of a task.
 *
 * @param label {@code good}, or the kind of defect
 * @param sha256 of its bytes
 * @param maskSha256 of the mask of its defect; null without one
 */
record ApiImage(
    long id,
    String name,
    Split split,
    String label,
    String sha256,
    @Nullable String maskSha256,
    int width,
    int height,
    long bytes) {
  static ApiImage of(ImageRow image) {
    return new ApiImage(
        image.id(),
        image.name(),
        image.split(),
        image.label(),
        image.sha256(),
        image.maskSha256().orElse(null),
        image.width(),
        image.height(),
        image.bytes());
  }
}
