package io.ucad.trainer.learn;

import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.Filter;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.Preprocessing;
import java.util.List;

/**
 * How images are recognised. It depends on nothing but the backbone, so that tasks learned with
 * different presets live in one model and a single plain pass routes to all of them.
 */
final class Routing {
  private static final int SIZE = 224;

  /** The paper's block, the sixth of twelve. */
  private static final int BLOCK = 5;

  private Routing() {}

  static FeatureSpec of(Backbone backbone) {
    BackboneInfo info = backbone.info();
    int size = Math.max(1, SIZE / info.shape().patch()) * info.shape().patch();
    int block = Math.min(BLOCK, info.shape().depth() - 1);
    return new FeatureSpec(input(info, size, Fit.STRETCH), List.of(block), true, 0);
  }

  /** Square input of a backbone. */
  static Preprocessing input(BackboneInfo info, int size, Fit fit) {
    return new Preprocessing(
        size, size, fit, Filter.BILINEAR, info.normalisation().mean(), info.normalisation().std());
  }
}
