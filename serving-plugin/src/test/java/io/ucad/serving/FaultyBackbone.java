package io.ucad.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.backbone.Prompts;
import java.util.function.Consumer;

/** A backbone that does something of the test's choice before every pass. */
record FaultyBackbone(Backbone sound, Consumer<NDArray> before) implements Backbone {
  @Override
  public BackboneInfo info() {
    return sound.info();
  }

  @Override
  public NDList forward(NDArray images, Prompts prompts, int... taps) {
    before.accept(images);
    return sound.forward(images, prompts, taps);
  }

  @Override
  public NDList forwardTraining(NDArray images, Prompts prompts, int... taps) {
    return sound.forwardTraining(images, prompts, taps);
  }

  @Override
  public NDList resume(NDArray hidden, int after, Prompts prompts, int... taps) {
    return sound.resume(hidden, after, prompts, taps);
  }

  @Override
  public NDArray logits(NDArray images) {
    return sound.logits(images);
  }

  @Override
  public void close() {
    sound.close();
  }
}
