package io.ucad.detector.image;

/**
 * Everything about a resize that depends on the source size alone, computed once for images of
 * equal size.
 */
record ResizePlan(Placement placement, AxisWeights columns, AxisWeights rows) {
  static ResizePlan of(Preprocessing input, int sourceWidth, int sourceHeight) {
    Placement placement = Placement.of(input, sourceWidth, sourceHeight);
    return new ResizePlan(
        placement,
        AxisWeights.of(input.filter(), sourceWidth, placement.width()),
        AxisWeights.of(input.filter(), sourceHeight, placement.height()));
  }

  boolean isFor(int sourceWidth, int sourceHeight) {
    return placement.sourceWidth() == sourceWidth && placement.sourceHeight() == sourceHeight;
  }
}
