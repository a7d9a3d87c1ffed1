package io.ucad.trainer.region;

/**
 * Cuts an image into regions. Deterministic: equal images give equal grids. Safe for many threads.
 */
public interface RegionSegmenter {
  /**
   * The region of every token.
   *
   * @param rows height of the token grid, 14 for a ViT/16 at 224 px
   * @param columns its width
   * @return labels {@code [rows, columns]}, taken from the full-resolution label map by nearest
   *     neighbour
   * @throws RegionException if no regions can be found for this image
   */
  LabelGrid segment(RgbImage image, int rows, int columns);

  /** Names the method and its settings; recorded in the manifest of what was learned from it. */
  String id();
}
