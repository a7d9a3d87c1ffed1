package io.ucad.trainer.sample;

/** The printing plate slipped: every mark is shifted and turned a little. */
record Misprint() implements Defect {
  @Override
  public String kind() {
    return "misprint";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double shift = random.between(0.03, 0.05) + 0.10 * strength;
    double heading = random.angle();
    double angle = random.sign() * (0.03 + 0.15 * strength) * random.between(0.3, 1);
    Pose slip = Pose.at(shift * Math.cos(heading), shift * Math.sin(heading), angle, 1);
    for (Part part : scene.parts(Role.PRINT)) {
      double x = slip.u(part.x(), part.y()) - part.x();
      double y = slip.v(part.x(), part.y()) - part.y();
      scene.replace(part, part.displaced(x, y, angle));
    }
  }
}
