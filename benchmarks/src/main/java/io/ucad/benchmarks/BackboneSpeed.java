package io.ucad.benchmarks;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.backbone.VitShape;
import java.nio.file.Path;

/**
 * The fast backbone against the matrix peak, against its twin, and a training step against both.
 */
final class BackboneSpeed {
  private static final int LAST = 7;

  private final Path weights;

  BackboneSpeed(Path weights) {
    this.weights = weights;
  }

  void measure(Results results) {
    try (Backbone fast = load(Implementation.TORCH_SCRIPT);
        Backbone twin = load(Implementation.ND_ARRAY);
        MatrixPeak peak = new MatrixPeak();
        NDManager manager = NDManager.newBaseManager()) {
      String name = fast.info().name();
      VitShape shape = fast.info().shape();
      for (int batch : new int[] {1, 8}) {
        NDArray images = manager.randomNormal(new Shape(batch, 3, 224, 224));
        double[] ms =
            Measure.inTurn(
                4, 15, peak::run, () -> forward(fast, images), () -> forward(twin, images));
        double best = MatrixPeak.gigaflop() / ms[0];
        double achieved = batch * VitCost.gigaflop(shape, LAST + 1) / ms[1];
        String what = name + ", batch " + batch;
        results.add(what + ": matrix peak", best * 1000, "GFLOP/s");
        results.add(what + ": share of the peak", achieved / best, "");
        results.add(what + ": fast / array twin", ms[1] / ms[2], "");
      }
      int batch = 8;
      NDArray images = manager.randomNormal(new Shape(batch, 3, 224, 224));
      double[] ms =
          Measure.inTurn(3, 10, () -> forward(fast, images), () -> step(fast, images, shape.dim()));
      results.add(name + ": prompt-training step / forward pass", ms[1] / ms[0], "");
    }
  }

  private Backbone load(Implementation implementation) {
    return Backbones.load(weights, Device.cpu(), implementation);
  }

  private static void forward(Backbone vit, NDArray images) {
    try (NDManager scratch = images.getManager().newSubManager()) {
      NDArray input = images.duplicate();
      input.attach(scratch);
      NDList taps = vit.forward(input, Prompts.none(), LAST);
      taps.get(0).getShape();
    }
  }

  private static void step(Backbone vit, NDArray images, int dim) {
    try (NDManager scratch = images.getManager().newSubManager()) {
      NDArray input = images.duplicate();
      input.attach(scratch);
      NDArray prompts = scratch.zeros(new Shape(LAST + 1, 1, dim));
      prompts.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList taps = vit.forwardTraining(input, new Prompts.Additive(prompts), LAST);
        collector.backward(taps.get(0).square().mean());
      }
      prompts.getGradient().close();
    }
  }
}
