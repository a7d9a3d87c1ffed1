package io.ucad.trainer.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A product before the camera: light, pose, outline and parts in drawing order. Defects edit it.
 */
final class Scene {
  final Pose pose;
  final Light light;
  private final List<Part> parts = new ArrayList<>();
  private Shape body;

  Scene(Pose pose, Light light, Shape body) {
    this.pose = pose;
    this.light = light;
    this.body = body;
  }

  Scene add(Part part) {
    parts.add(part);
    return this;
  }

  Shape body() {
    return body;
  }

  void reshape(UnaryOperator<Shape> change) {
    body = change.apply(body);
  }

  List<Part> parts(Role role) {
    return parts.stream().filter(part -> part.role() == role).toList();
  }

  void remove(Part part) {
    parts.remove(part);
  }

  void replace(Part part, Part by) {
    parts.set(parts.indexOf(part), by);
  }

  Surface surface(int size) {
    Surface surface = new Surface(size, pose, body);
    // Holes come last: nothing can be scratched or stained where there is no material.
    for (Part part : parts) {
      if (part.role() != Role.HOLE) {
        part.element().paint(surface, pose);
      }
    }
    parts(Role.HOLE).forEach(hole -> hole.element().paint(surface, pose));
    return surface;
  }
}
