package io.ucad.detector.image;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cuts, resizes, normalises and separates the channels in one pass over the samples. The result is
 * planar, {@code [3, height, width]}, RGB.
 *
 * <p>Rows are combined before columns, into one row of floats that stays in the cache; nothing is
 * rounded in between. Bands of rows are made side by side. A grey image is resized once and
 * normalised three times. Thread-safe.
 */
public final class Preprocessor {
  private static final int CHANNELS = 3;

  /** Rows that one thread makes at a time. */
  private static final int BAND = 56;

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
    DecodedImage seen = input.region().of(image);
    ResizePlan plan = plan(seen.width(), seen.height());
    if (input.fit() == Fit.PAD) {
      Arrays.fill(target, offset, offset + input.inputLength(), 0);
    }
    resize(seen, plan, target, offset);
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
    int height = plan.placement().height();
    int bands = (height + BAND - 1) / BAND;
    IntStream.range(0, bands)
        .parallel()
        .forEach(
            band -> {
              int first = band * BAND;
              resize(image, plan, first, Math.min(height, first + BAND), target, offset);
            });
  }

  /** Rows {@code [firstRow, endRow)} of the placement. */
  private void resize(
      DecodedImage image, ResizePlan plan, int firstRow, int endRow, float[] target, int offset) {
    Placement placement = plan.placement();
    int rowLength = image.width() * image.channels();
    SourceRows source =
        new SourceRows(
            image.samples(), rowLength, plan.rows().mostTaps(), plan.rows().first(firstRow));
    float[] row = new float[rowLength];
    float[][] line = new float[image.channels()][placement.width()];
    for (int y = firstRow; y < endRow; y++) {
      combineRows(source, plan.rows().first(y), plan.rows().weights(y), row);
      if (image.channels() == 1) {
        greyRow(row, plan.columns(), line[0]);
      } else {
        colourRow(row, plan.columns(), line[0], line[1], line[2]);
      }
      int to = offset + (placement.top() + y) * input.width() + placement.left();
      for (int c = 0; c < CHANNELS; c++) {
        float[] own = image.channels() == 1 ? line[0].clone() : line[c];
        normalise(own, factor[c], shift[c]);
        System.arraycopy(own, 0, target, to + c * input.width() * input.height(), own.length);
      }
    }
  }

  /** {@code row[i] = sum_k weights[k] * source(first + k)[i]}, two terms at a time. */
  private static void combineRows(SourceRows source, int first, float[] weights, float[] row) {
    Arrays.fill(row, 0);
    int k = 0;
    for (; k + 1 < weights.length; k += 2) {
      addRows(source.row(first + k), source.row(first + k + 1), weights[k], weights[k + 1], row);
    }
    if (k < weights.length) {
      addRow(source.row(first + k), weights[k], row);
    }
  }

  private static void addRows(float[] upper, float[] lower, float here, float below, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] += here * upper[i] + below * lower[i];
    }
  }

  private static void addRow(float[] source, float weight, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] += weight * source[i];
    }
  }

  private static void normalise(float[] values, float factor, float shift) {
    for (int x = 0; x < values.length; x++) {
      values[x] = values[x] * factor + shift;
    }
  }

  private static void greyRow(float[] row, AxisWeights columns, float[] grey) {
    for (int x = 0; x < grey.length; x++) {
      float[] weights = columns.weights(x);
      int from = columns.first(x);
      float sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * row[from + k];
      }
      grey[x] = sum;
    }
  }

  /** Four taps at a time: most images are brought to about half their size, which takes four. */
  private static void colourRow(
      float[] row, AxisWeights columns, float[] reds, float[] greens, float[] blues) {
    for (int x = 0; x < reds.length; x++) {
      float[] weights = columns.weights(x);
      int from = columns.first(x) * CHANNELS;
      float red = 0;
      float green = 0;
      float blue = 0;
      int k = 0;
      for (; k + 3 < weights.length; k += 4, from += 4 * CHANNELS) {
        float a = weights[k];
        float b = weights[k + 1];
        float c = weights[k + 2];
        float d = weights[k + 3];
        red = red + a * row[from] + b * row[from + 3] + c * row[from + 6] + d * row[from + 9];
        green =
            green + a * row[from + 1] + b * row[from + 4] + c * row[from + 7] + d * row[from + 10];
        blue =
            blue + a * row[from + 2] + b * row[from + 5] + c * row[from + 8] + d * row[from + 11];
      }
      for (; k < weights.length; k++, from += CHANNELS) {
        red += weights[k] * row[from];
        green += weights[k] * row[from + 1];
        blue += weights[k] * row[from + 2];
      }
      reds[x] = red;
      greens[x] = green;
      blues[x] = blue;
    }
  }
}
