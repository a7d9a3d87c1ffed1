package io.ucad.trainer.sample;

/** A place on a part, in part coordinates. */
record Site(double x, double y) {
  private static final double VISIBLE = 0.88;
  private static final int TRIES = 4000;

  /** A visible place at least {@code margin} inside the outline. */
  static Site inside(Scene scene, RandomStream random, double margin) {
    for (int i = 0; i < TRIES; i++) {
      Site site = anywhere(scene, random);
      if (scene.body().distance(site.x, site.y) < -margin) {
        return site;
      }
    }
    throw new IllegalStateException(
        "no visible place lies " + margin + " inside the outline; the product is drawn too small");
  }

  /** A visible place on the outline. */
  static Site onEdge(Scene scene, RandomStream random) {
    for (int i = 0; i < TRIES; i++) {
      Site site = anywhere(scene, random);
      if (Math.abs(scene.body().distance(site.x, site.y)) < 0.02) {
        return site;
      }
    }
    throw new IllegalStateException("no outline in view; this product cannot lose a piece of it");
  }

  private static Site anywhere(Scene scene, RandomStream random) {
    double u = random.around(0, VISIBLE);
    double v = random.around(0, VISIBLE);
    return new Site(scene.pose.x(u, v), scene.pose.y(u, v));
  }
}
