package io.ucad.serving;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.answer.AnswerContext;
import io.ucad.detector.answer.AnswerJson;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a batch of requests into answers: every request is read and decoded for itself, those that
 * are sound are inspected together. Thread-safe.
 *
 * <p>Images of a batch that together have more pixels than a single one may have are inspected in
 * parts, so that a worker never holds more than that.
 */
final class BatchInspector {
  private final ImageGuard guard;
  private final Detector detector;
  private final String version;
  private final String backbone;
  private final Set<String> tasks;

  /**
   * @param version what answers say of the model
   * @param backbone and of its ViT: the name that it was learned with, whatever the file is called
   */
  BatchInspector(ImageGuard guard, Detector detector, String version, String backbone) {
    this.guard = guard;
    this.detector = detector;
    this.version = version;
    this.backbone = backbone;
    this.tasks = new HashSet<>(detector.tasks());
  }

  /** One answer for each input, in their order; never throws for anything that an input holds. */
  List<Output> inspect(List<Input> inputs) {
    List<Slot> slots = inputs.stream().map(Slot::new).toList();
    slots.forEach(slot -> slot.attempt(this::read));
    for (List<Slot> part : parts(slots)) {
      part.parallelStream().forEach(slot -> slot.attempt(s -> s.decode(guard)));
      answer(part.stream().filter(Slot::open).toList());
      part.forEach(Slot::dropImage);
    }
    return slots.stream().map(Slot::answer).toList();
  }

  private void read(Slot slot) {
    slot.read(guard);
    Optional<String> task = slot.request().parameters().options().task();
    if (task.isPresent() && !tasks.contains(task.get())) {
      throw new RequestException(
          400,
          "UNKNOWN_TASK",
          "expected a task that version %s has learned, found '%s'".formatted(version, task.get()));
    }
  }

  private List<List<Slot>> parts(List<Slot> slots) {
    List<List<Slot>> parts = new ArrayList<>();
    long room = 0;
    for (Slot slot : slots) {
      if (slot.open()) {
        long pixels = slot.request().pixels();
        if (parts.isEmpty() || pixels > room) {
          parts.add(new ArrayList<>());
          room = guard.limits().maxPixels();
        }
        parts.get(parts.size() - 1).add(slot);
        room -= pixels;
      }
    }
    return parts;
  }

  /** If inspecting them together fails, each is tried alone: the fault may be that of one. */
  private void answer(List<Slot> slots) {
    List<DecodedImage> images = slots.stream().map(Slot::image).toList();
    try {
      List<Inspection> inspections =
          detector.inspect(
              images, slots.stream().map(s -> s.request().parameters().options()).toList());
      for (int i = 0; i < slots.size(); i++) {
        Inspection inspection = inspections.get(i);
        slots.get(i).attempt(slot -> slot.answer(output(slot, inspection)));
      }
    } catch (Throwable fault) {
      if (slots.size() == 1) {
        slots.get(0).fail(fault);
      } else {
        slots.forEach(slot -> answer(List.of(slot)));
      }
    }
  }

  private Output output(Slot slot, Inspection inspection) {
    var context = new AnswerContext(slot.requestId(), version, backbone, slot.decodeMillis());
    return Answers.inspected(
        AnswerJson.of(context, inspection, slot.request().parameters().map()), slot.requestId());
  }
}
