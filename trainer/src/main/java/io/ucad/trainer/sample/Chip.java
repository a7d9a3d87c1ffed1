package io.ucad.trainer.sample;

/** A piece of the edge broke off; the table is seen where it was. */
record Chip() implements Defect {
  @Override
  public String kind() {
    return "chip";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.035, 0.06) + 0.11 * strength * random.between(0.4, 1);
    Site site = Site.onEdge(scene, random);
    long seed = random.seed("break");
    Shape bite = Shape.circle(site.x(), site.y(), radius).rough(seed, 1.6 / radius, 0.45 * radius);
    scene.reshape(body -> body.minus(bite));
  }
}
