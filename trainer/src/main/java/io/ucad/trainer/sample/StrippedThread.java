package io.ucad.trainer.sample;

/** Crests of a thread are crushed or worn off over a few turns. */
record StrippedThread() implements Defect {
  @Override
  public String kind() {
    return "stripped";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double length = random.between(0.10, 0.15) + 0.3 * strength;
    double from = random.between(BoltForm.threadFrom() + 0.04, BoltForm.threadTo() - length);
    double share = 0.55 + 0.45 * strength;
    BoltForm.Stripped damage =
        new BoltForm.Stripped(from, from + length, random.around(0, 0.12), share);
    for (Part part : scene.parts(Role.BASE)) {
      if (part.element() instanceof Plating plating) {
        Plating hurt = plating.with(damage);
        scene.replace(part, Part.base(hurt));
        scene.reshape(outline -> hurt.form().outline());
      }
    }
  }
}
