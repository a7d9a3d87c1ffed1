package io.ucad.evaluation;

/**
 * A connected region of a mask, in pixels.
 *
 * @param label 1, 2, ... in the raster order of the regions' first pixels
 * @param area number of its pixels
 * @param x left edge of its bounding box
 * @param y top edge of its bounding box
 * @param width of the box
 * @param height of the box
 */
public record Region(int label, int area, int x, int y, int width, int height) {}
