package io.ucad.admin.api;

import io.ucad.admin.inspect.Match;
import io.ucad.detector.PatchBox;
import org.jspecify.annotations.Nullable;

/**
 * Why a patch is anomalous: the nearest normal patch.
 *
 * @param score distance of the two
 * @param patch where it is in the image, as shares of its sides; null in its padding
 * @param source name of the training image
 * @param normal the training image itself; null if this installation does not have it
 */
record ApiMatch(
    float score, @Nullable PatchBox patch, String source, @Nullable ApiNormalPatch normal) {
  static ApiMatch of(Match match) {
    return new ApiMatch(
        match.score(),
        match.patch().orElse(null),
        match.source(),
        match
            .normal()
            .map(n -> new ApiNormalPatch(n.sha256(), n.width(), n.height(), n.patch().orElse(null)))
            .orElse(null));
  }

  /**
   * A patch of a training image.
   *
   * @param sha256 of the image, by which its picture is found
   * @param patch where it is, as shares of the sides; null in its padding
   */
  record ApiNormalPatch(String sha256, int width, int height, @Nullable PatchBox patch) {}
}
