package io.ucad.pretrain.train;

import io.ucad.pretrain.scene.BatchShape;
import io.ucad.pretrain.scene.SceneBatch;
import io.ucad.pretrain.scene.ScenePainter;
import io.ucad.pretrain.texture.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Weights to begin with. The patch embedding is a discrete cosine transform of brightness and two
 * opponent colours, lowest frequencies first, each scaled to equal variance over drawn images;
 * positions are sines and cosines; what is added to the residual stream begins small.
 */
final class InitialWeights {
  private static final double EMBEDDED = 0.5;
  private static final double POSITIONS = 0.1;

  /** Brightness and two opponent colours, orthonormal rows over RGB. */
  private static final double[][] CHANNELS = {
    {0.57735, 0.57735, 0.57735}, {0.70711, 0, -0.70711}, {0.40825, -0.8165, 0.40825}
  };

  private final Network net;
  private final Layout layout;
  private final SplittableRandom random;

  private InitialWeights(Network net, Layout layout, long seed) {
    this.net = net;
    this.layout = layout;
    this.random = new SplittableRandom(Seeds.child(seed, -1));
  }

  static float[] draw(Network net, Layout layout, ScenePainter painter, long seed) {
    return new InitialWeights(net, layout, seed).draw(painter);
  }

  private float[] draw(ScenePainter painter) {
    float[] theta = new float[layout.size()];
    double residual = 0.5 / Math.sqrt(2.0 * net.depth());
    for (Layout.Slot slot : layout.slots()) {
      String name = slot.name();
      if (name.equals("patch_embed.proj.weight")) {
        cosines(theta, slot.start(), painter);
      } else if (name.equals("pos_embed")) {
        positions(theta, slot.start());
      } else if (name.endsWith("norm1.weight") || name.endsWith("norm2.weight")) {
        Arrays.fill(theta, slot.start(), slot.start() + slot.size(), 1);
      } else if (slot.shape().length == 2) {
        double gain = name.contains("attn.proj") || name.contains("fc2") ? residual : 1;
        gain = name.startsWith("head.") ? 0.2 : gain;
        gaussian(theta, slot, gain / Math.sqrt((double) slot.shape()[1]));
      }
    }
    return theta;
  }

  private void gaussian(float[] theta, Layout.Slot slot, double deviation) {
    for (int i = 0; i < slot.size(); i++) {
      theta[slot.start() + i] = (float) (deviation * random.nextGaussian());
    }
  }

  private void positions(float[] theta, int start) {
    int quarter = net.dim() / 4;
    for (int p = 0; p < net.grid() * net.grid(); p++) {
      for (int i = 0; i < quarter; i++) {
        double rate = Math.pow(100, -(double) i / quarter);
        double row = rate * Math.floorDiv(p, net.grid());
        double column = rate * (p % net.grid());
        int at = start + p * net.dim() + i;
        theta[at] = (float) (POSITIONS * Math.sin(row));
        theta[at + quarter] = (float) (POSITIONS * Math.cos(row));
        theta[at + 2 * quarter] = (float) (POSITIONS * Math.sin(column));
        theta[at + 3 * quarter] = (float) (POSITIONS * Math.cos(column));
      }
    }
  }

  private record Wave(int channel, int down, int across) {
    int order() {
      // Eyes and cameras resolve colour less finely than brightness.
      int frequency = down * down + across * across;
      return channel == 0 ? frequency : 4 * frequency + 1;
    }
  }

  private void cosines(float[] theta, int start, ScenePainter painter) {
    List<Wave> waves = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      for (int down = 0; down < net.patch(); down++) {
        for (int across = 0; across < net.patch(); across++) {
          waves.add(new Wave(channel, down, across));
        }
      }
    }
    waves.sort(Comparator.comparingInt(Wave::order));
    var shape = new BatchShape(16, 1, 1, 7, net.patch());
    SceneBatch sample = painter.paint(shape, random.nextLong());
    double[] deviations = new double[net.dim()];
    int values = net.patchValues();
    for (int k = 0; k < net.dim(); k++) {
      Wave wave = waves.get(k % waves.size());
      for (int i = 0; i < values; i++) {
        int pixel = i % (net.patch() * net.patch());
        theta[start + k * values + i] =
            (float)
                (CHANNELS[wave.channel()][i / (net.patch() * net.patch())]
                    * cosine(wave.down(), pixel / net.patch())
                    * cosine(wave.across(), pixel % net.patch()));
      }
      deviations[k] = deviation(theta, start + k * values, sample);
    }
    double floor = Arrays.stream(deviations).sorted().toArray()[net.dim() / 4] * 0.5;
    for (int k = 0; k < net.dim(); k++) {
      double scale = EMBEDDED / (deviations[k] + floor + 1e-6);
      for (int i = 0; i < values; i++) {
        theta[start + k * values + i] *= (float) scale;
      }
    }
  }

  private double cosine(int frequency, int place) {
    double norm = frequency == 0 ? Math.sqrt(0.5) : 1;
    return norm
        * Math.sqrt(2.0 / net.patch())
        * Math.cos(Math.PI * frequency * (place + 0.5) / net.patch());
  }

  /** The deviation of one filter's response over the patches of some images. */
  private double deviation(float[] theta, int filter, SceneBatch sample) {
    int patch = net.patch();
    int side = sample.shape().side();
    int grid = sample.shape().grid();
    double sum = 0;
    double squares = 0;
    for (int token = 0; token < sample.shape().tokens(); token++) {
      int image = token / (grid * grid);
      int top = token % (grid * grid) / grid * patch;
      int left = token % grid * patch;
      double response = 0;
      for (int i = 0; i < net.patchValues(); i++) {
        int y = top + i / patch % patch;
        int x = left + i % patch;
        int channel = i / (patch * patch);
        response +=
            theta[filter + i] * sample.images()[((image * 3 + channel) * side + y) * side + x];
      }
      sum += response;
      squares += response * response;
    }
    double n = sample.shape().tokens();
    return Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
  }
}
