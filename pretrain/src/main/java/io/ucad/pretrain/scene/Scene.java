package io.ucad.pretrain.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up product: parts on a ground, painted in this order, and how much its renderings differ.
 *
 * @param size pixels of a rendering's side
 * @param shift largest displacement, pixels
 * @param turn largest turn, radians
 * @param light how much light and camera vary
 */
record Scene(int size, List<Part> parts, float shift, float turn, float light) {
  Scene {
    parts = List.copyOf(parts);
  }

  static Scene random(SplittableRandom r, int size, int classes) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.ground(r, r.nextInt(classes)));
    int count = r.nextInt(6);
    for (int i = 0; i < count; i++) {
      boolean repeated = i > 0 && r.nextDouble() < 0.25;
      int texture = repeated ? parts.get(parts.size() - 1).texture() : r.nextInt(classes);
      parts.add(Part.random(r, size, texture));
    }
    float freedom = r.nextFloat();
    return new Scene(
        size,
        parts,
        1 + 9 * freedom * freedom,
        count == 0 ? 3.1f : 0.01f + 0.12f * freedom * r.nextFloat(),
        0.2f + 0.8f * r.nextFloat());
  }
}
