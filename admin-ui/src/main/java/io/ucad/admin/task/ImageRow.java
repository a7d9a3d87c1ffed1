package io.ucad.admin.task;

import java.util.Optional;

/**
 * An image as a grid shows it.
 *
 * @param label {@code good}, or the kind of defect
 * @param sha256 of its bytes, by which they are found
 * @param maskSha256 of the mask of its defect
 */
public record ImageRow(
    long id,
    long taskId,
    String name,
    Split split,
    String label,
    String sha256,
    Optional<String> maskSha256,
    int width,
    int height,
    long bytes) {
  /** The label of an image without a defect. */
  public static final String GOOD = "good";
}
