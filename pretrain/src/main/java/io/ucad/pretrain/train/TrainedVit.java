package io.ucad.pretrain.train;

import io.ucad.detector.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Trained weights, and the file that the detector reads. */
public final class TrainedVit {
  /** What images are best brought to, pixels; the model card says how it was chosen. */
  private static final int INPUT_SIZE = 448;

  private final Network net;
  private final Layout layout;
  private final float[] theta;
  private final Settings settings;
  private final int step;

  TrainedVit(Network net, Layout layout, float[] theta, Settings settings, int step) {
    this.net = net;
    this.layout = layout;
    this.theta = theta;
    this.settings = settings;
    this.step = step;
  }

  /** Number of steps that made these weights. */
  public int step() {
    return step;
  }

  /** Writes the network without the heads of training, as fp16 with timm's names. */
  public void write(Path file, String name) throws IOException {
    var writer =
        new SafetensorsWriter()
            .metadata("name", name)
            .metadata("licence", "Apache-2.0")
            .metadata("num_heads", Integer.toString(net.heads()))
            .metadata("layer_norm_eps", Double.toString(Network.EPSILON))
            .metadata("mean", "0.5,0.5,0.5")
            .metadata("std", "0.5,0.5,0.5")
            .metadata("input_size", Integer.toString(INPUT_SIZE))
            .metadata("training", settings + ", step " + step);
    for (Layout.Slot slot : layout.slots()) {
      if (slot.ships()) {
        float[] values = Arrays.copyOfRange(theta, slot.start(), slot.start() + slot.size());
        writer.halfs(slot.name(), values, slot.shape());
      }
    }
    Checkpoint.replace(file.toAbsolutePath(), writer);
  }
}
