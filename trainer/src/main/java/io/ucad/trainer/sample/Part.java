package io.ucad.trainer.sample;

/**
 * A drawn element and its place.
 *
 * @param x centre in part coordinates
 * @param y centre in part coordinates
 * @param radius of a disc that holds the element, in part units
 */
record Part(Role role, double x, double y, double radius, Element element) {
  static Part base(Element element) {
    return new Part(Role.BASE, 0, 0, 2, element);
  }

  /** This part, turned about its own centre and then moved. */
  Part displaced(double byX, double byY, double angle) {
    Element turned = element.moved(-x, -y, 0).moved(x + byX, y + byY, angle);
    return new Part(role, x + byX, y + byY, radius, turned);
  }
}
