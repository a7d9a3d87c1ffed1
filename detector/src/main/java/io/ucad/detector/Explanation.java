package io.ucad.detector;

/**
 * Why a patch is anomalous: the nearest normal patch is this far away.
 *
 * @param row of the patch in the token grid
 * @param column of the patch in the token grid
 * @param score its distance to the nearest normal patch
 * @param image source image of that normal patch
 * @param normalRow of the normal patch in its image's token grid
 * @param normalColumn of the normal patch in its image's token grid
 */
public record Explanation(
    int row, int column, float score, String image, int normalRow, int normalColumn) {}
