package io.ucad.detector.image;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Resizes, normalises and separates the channels in one pass over the samples. The result is
 * planar, {@code [3, height, width]}, RGB.
 *
 * <p>Rows are combined before columns, into one row of floats that stays in the cache; nothing is
 * rounded in between. A grey image is resized once and normalised three times. Thread-safe.
 */
public final class Preprocessor {
  private static final int CHANNELS = 3;

  private final Preprocessing input;
  private final float[] factor = new float[CHANNELS];
  private final float[] shift = new float[CHANNELS];

  /** Images usually come in one size; computing a plan again costs little against a resize. */
  private volatile ResizePlan latest;

  public Preprocessor(Preprocessing input) {
    this.input = input;
    for (int c = 0; c < CHANNELS; c++) {
      factor[c] = 1 / (255 * input.std().get(c));
      shift[c] = -input.mean().get(c) / input.std().get(c);
    }
    this.latest = ResizePlan.of(input, input.width(), input.height());
  }

  public Preprocessing preprocessing() {
    return input;
  }

  /** The input of the model, {@code [3, height, width]}. */
  public float[] apply(DecodedImage image) {
    float[] target = new float[input.inputLength()];
    applyInto(image, target, 0);
    return target;
  }

  /** Puts the input of the model at the position of a buffer, and moves that on. */
  public void applyInto(DecodedImage image, FloatBuffer target) {
    target.put(apply(image));
  }

  /** Writes the input of the model to {@code target[offset, offset + 3 * height * width)}. */
  public void applyInto(DecodedImage image, float[] target, int offset) {
    if (offset < 0 || target.length - offset < input.inputLength()) {
      throw new IllegalArgumentException(
          "Expected room for %d floats from %d, found an array of %d"
              .formatted(input.inputLength(), offset, target.length));
    }
    ResizePlan plan = plan(image.width(), image.height());
    if (input.fit() == Fit.PAD) {
      Arrays.fill(target, offset, offset + input.inputLength(), 0);
    }
    resize(image, plan, target, offset);
  }

  /** Where an image of this size comes to lie in the input. */
  public Placement placement(int sourceWidth, int sourceHeight) {
    return plan(sourceWidth, sourceHeight).placement();
  }

  private ResizePlan plan(int sourceWidth, int sourceHeight) {
    ResizePlan plan = latest;
    if (!plan.isFor(sourceWidth, sourceHeight)) {
      plan = ResizePlan.of(input, sourceWidth, sourceHeight);
      latest = plan;
    }
    return plan;
  }

  private void resize(DecodedImage image, ResizePlan plan, float[] target, int offset) {
    Placement placement = plan.placement();
    int rowLength = image.width() * image.channels();
    float[] row = new float[rowLength];
    for (int y = 0; y < placement.height(); y++) {
      combineRows(image.samples(), rowLength, plan.rows().first(y), plan.rows().weights(y), row);
      int to = offset + (placement.top() + y) * input.width() + placement.left();
      if (image.channels() == 1) {
        greyRow(row, plan.columns(), target, to);
      } else {
        colourRow(row, plan.columns(), target, to);
      }
    }
  }

  /** {@code row[i] = sum_k weights[k] * samples[(first + k) * length + i]}, two terms at a time. */
  private static void combineRows(
      byte[] samples, int length, int first, float[] weights, float[] row) {
    Arrays.fill(row, 0);
    int k = 0;
    for (; k + 1 < weights.length; k += 2) {
      float here = weights[k];
      float below = weights[k + 1];
      int from = (first + k) * length;
      for (int i = 0; i < length; i++) {
        row[i] += here * (samples[from + i] & 0xFF) + below * (samples[from + length + i] & 0xFF);
      }
    }
    if (k < weights.length) {
      float last = weights[k];
      int from = (first + k) * length;
      for (int i = 0; i < length; i++) {
        row[i] += last * (samples[from + i] & 0xFF);
      }
    }
  }

  private void greyRow(float[] row, AxisWeights columns, float[] target, int to) {
    int plane = input.width() * input.height();
    for (int x = 0; x < columns.targets(); x++) {
      float[] weights = columns.weights(x);
      int from = columns.first(x);
      float sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * row[from + k];
      }
      for (int c = 0; c < CHANNELS; c++) {
        target[to + c * plane + x] = sum * factor[c] + shift[c];
      }
    }
  }

  private void colourRow(float[] row, AxisWeights columns, float[] target, int to) {
    int plane = input.width() * input.height();
    for (int x = 0; x < columns.targets(); x++) {
      float[] weights = columns.weights(x);
      int from = columns.first(x) * CHANNELS;
      float red = 0;
      float green = 0;
      float blue = 0;
      for (float weight : weights) {
        red += weight * row[from];
        green += weight * row[from + 1];
        blue += weight * row[from + 2];
        from += CHANNELS;
      }
      target[to + x] = red * factor[0] + shift[0];
      target[to + plane + x] = green * factor[1] + shift[1];
      target[to + 2 * plane + x] = blue * factor[2] + shift[2];
    }
  }
}
