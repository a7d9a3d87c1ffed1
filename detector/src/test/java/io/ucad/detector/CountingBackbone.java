package io.ucad.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.backbone.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A backbone that writes down which blocks it runs on how many images, and may spoil its outputs.
 */
final class CountingBackbone implements Backbone {
  /** Blocks {@code from} to {@code to} were run on some images. */
  record Pass(int from, int to, long images, boolean prompted) {}

  private final Backbone real;
  private final UnaryOperator<NDArray> spoil;
  final List<Pass> passes = new ArrayList<>();

  CountingBackbone(Backbone real) {
    this(real, tap -> tap);
  }

  CountingBackbone(Backbone real, UnaryOperator<NDArray> spoil) {
    this.real = real;
    this.spoil = spoil;
  }

  @Override
  public BackboneInfo info() {
    return real.info();
  }

  @Override
  public NDList forward(NDArray images, Prompts prompts, int... taps) {
    note(0, images, prompts, taps);
    return spoiled(real.forward(images, prompts, taps));
  }

  @Override
  public NDList resume(NDArray hidden, int after, Prompts prompts, int... taps) {
    note(after + 1, hidden, prompts, taps);
    return spoiled(real.resume(hidden, after, prompts, taps));
  }

  private void note(int from, NDArray input, Prompts prompts, int[] taps) {
    passes.add(
        new Pass(from, taps[taps.length - 1], input.getShape().get(0), prompts.blocks() > 0));
  }

  private NDList spoiled(NDList taps) {
    NDList out = new NDList(taps.size());
    taps.forEach(tap -> out.add(spoil.apply(tap)));
    return out;
  }

  @Override
  public NDList forwardTraining(NDArray images, Prompts prompts, int... taps) {
    throw new AssertionError("a detector does not train");
  }

  @Override
  public NDArray logits(NDArray images) {
    throw new AssertionError("a detector does not classify");
  }

  @Override
  public void close() {
    real.close();
  }
}
