package io.ucad.deployment;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/** Asks a version about images whose answers are known. */
public final class SmokeTest {

  /** How far a score may be from the known one. */
  public static final double TOLERANCE = 1e-3;

  private final List<SmokeImage> images;

  public SmokeTest(List<SmokeImage> images) {
    this.images = List.copyOf(images);
  }

  /** How many images there are. */
  public int size() {
    return images.size();
  }

  /** Throws {@link DeploymentException.WrongAnswer} at the first answer that is not as known. */
  public void run(Answering node, ModelVersion version) {
    for (SmokeImage image : images) {
      JsonObject answer = node.predict(version, image.bytes(), image.asked());
      require(image.name(), "version", Optional.of(version.version()), text(answer, "version"));
      JsonObject task = answer.get("task") instanceof JsonObject o ? o : new JsonObject();
      require(image.name(), "task", image.task(), text(task, "name"));
      require(image.name(), "verdict", image.verdict(), text(answer, "verdict"));
      if (image.score().isPresent()) {
        requireScore(image, answer);
      }
    }
  }

  private static void requireScore(SmokeImage image, JsonObject answer) {
    double expected = image.score().getAsDouble();
    String found = answer.get("score") instanceof JsonPrimitive p ? p.getAsString() : "none";
    try {
      if (Math.abs(Double.parseDouble(found) - expected) <= TOLERANCE) {
        return;
      }
    } catch (NumberFormatException e) {
      // as wrong as another score
    }
    throw new DeploymentException.WrongAnswer(
        image.name(), "score " + expected + " within " + TOLERANCE, Printable.of(found));
  }

  private static void require(String image, String what, Optional<String> expected, String found) {
    if (expected.isPresent() && !expected.get().equals(found)) {
      throw new DeploymentException.WrongAnswer(
          image, what + " '" + expected.get() + "'", "'" + Printable.of(found) + "'");
    }
  }

  /** Empty when there is none. */
  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive text && text.isString()
        ? text.getAsString()
        : "";
  }
}
