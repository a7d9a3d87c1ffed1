package io.ucad.trainer.sample;

/** The loom lost or doubled a thread over part of the width. */
record Mispick() implements Defect {
  @Override
  public String kind() {
    return "mispick";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    Site site = Site.inside(scene, random, 0.05);
    double half = random.between(0.10, 0.2) + 0.6 * strength * random.between(0.4, 1);
    boolean doubled = random.chance(0.5);
    int threads = strength > 0.8 ? 3 : strength > 0.45 ? 2 : 1;
    for (Part part : scene.parts(Role.BASE)) {
      if (part.element() instanceof Weave weave) {
        int thread = weave.weftAt(site.y());
        WeaveFault fault =
            new WeaveFault(thread, thread + threads, site.x() - half, site.x() + half, doubled);
        scene.replace(part, Part.base(weave.with(fault)));
      }
    }
  }
}
