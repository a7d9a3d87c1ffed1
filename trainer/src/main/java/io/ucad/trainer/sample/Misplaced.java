package io.ucad.trainer.sample;

/** A component was set down beside its place, or turned. */
record Misplaced() implements Defect {
  @Override
  public String kind() {
    return "misplaced";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    Part part = random.pick(scene.parts(Role.COMPONENT));
    double distance = random.between(0.02, 0.035) + 0.05 * strength;
    double heading = random.angle();
    double angle = random.sign() * (0.12 + 0.6 * strength) * random.between(0.5, 1);
    scene.replace(
        part, part.displaced(distance * Math.cos(heading), distance * Math.sin(heading), angle));
  }
}
