package io.ucad.trainer.sample;

/**
 * One thing that is drawn on a surface. Drawing it twice, or without others, changes nothing else.
 */
@FunctionalInterface
interface Element {
  /**
   * Draws this element.
   *
   * @param frame takes image coordinates to those that this element is described in
   */
  void paint(Surface surface, Pose frame);

  /** This element, placed elsewhere. */
  default Element moved(double x, double y, double angle) {
    Pose shift = Pose.at(x, y, angle, 1);
    return (surface, frame) -> paint(surface, frame.then(shift));
  }
}
