package io.ucad.trainer.sample;

import java.util.List;

/**
 * A part was never fitted, a hole never drilled, a mark never printed.
 *
 * @param role what can be missing
 * @param leastRadius smaller parts than this (part units) are never chosen: nobody would call it
 */
record Missing(Role role, double leastRadius) implements Defect {
  @Override
  public String kind() {
    return "missing";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    List<Part> candidates =
        scene.parts(role).stream().filter(part -> part.radius() >= leastRadius).toList();
    scene.remove(random.pick(candidates));
  }
}
