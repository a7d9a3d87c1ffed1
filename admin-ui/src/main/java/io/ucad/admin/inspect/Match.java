package io.ucad.admin.inspect;

import io.ucad.detector.PatchBox;
import java.util.Optional;

/**
 * Why a patch is anomalous: the nearest normal patch, and the training image that it is from.
 *
 * @param score distance of the two
 * @param patch where it is in the image; empty in its padding
 * @param source name of the training image
 * @param normal the training image itself; empty if this installation does not have it, as with
 *     versions that were imported
 */
public record Match(
    float score, Optional<PatchBox> patch, String source, Optional<NormalPatch> normal) {
  /**
   * A patch of a training image.
   *
   * @param sha256 of the image
   * @param width of the image, pixels
   * @param height of the image, pixels
   * @param patch where it is in the image; empty in its padding
   */
  public record NormalPatch(String sha256, int width, int height, Optional<PatchBox> patch) {}
}
