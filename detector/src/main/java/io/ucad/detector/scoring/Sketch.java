package io.ucad.detector.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.host.Host;

/**
 * A bank in a few dimensions, from which distances in all of them are bounded: with P the
 * projection on a subspace and r the length of what it leaves out, {@code |x - v|^2 >= |Px - Pv|^2
 * + (r(x) - r(v))^2}. So the bounds are distances too, of points {@code (Px, r(x))}, and cost one
 * narrow matrix product. The origin is the mean of the bank, the subspace that of its main
 * directions.
 */
final class Sketch {
  /** Two more columns, the rest and the norm, make it a width that products like. */
  static final int DIRECTIONS = 94;

  private final Bank bank;
  private final float[] mean;
  private final int width;
  private final float[] meanShadow; // P mean
  private final double originSquared;
  private final double largestSquared;
  private final NDArray basis; // [dim, width]
  private final NDArray points; // [width + 2, size]

  /** The arrays live in a manager that the caller closes. */
  Sketch(NDManager manager, Bank bank) {
    this.bank = bank;
    this.mean = mean(bank);
    int size = bank.size();
    int dim = bank.dim();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray centred = Host.array(scratch, centred(), new Shape(size, dim));
      NDArray covariance = centred.transpose().matMul(centred);
      covariance.attach(scratch);
      float[][] directions =
          MainDirections.of(DIRECTIONS, dim, rows -> times(scratch, rows, covariance));
      this.width = directions.length;
      this.basis = Host.array(manager, transposed(directions), new Shape(dim, width));
    }
    this.originSquared = Squared.distance(mean, 0, new float[dim], 0, dim);
    try (NDManager scratch = manager.newSubManager()) {
      this.meanShadow = shadows(scratch, Host.array(scratch, mean, new Shape(1, dim)));
      float[] shadows = shadows(scratch, Host.array(scratch, bank.vectors(), new Shape(size, dim)));
      float[] columns = new float[(width + 2) * size];
      double largest = 0;
      for (int v = 0; v < size; v++) {
        float own = Squared.distance(bank.vectors(), v * dim, mean, 0, dim);
        largest = Math.max(largest, own);
        double inside = 0;
        for (int k = 0; k < width; k++) {
          float value = shadows[v * width + k] - meanShadow[k];
          columns[k * size + v] = value;
          inside += (double) value * value;
        }
        columns[width * size + v] = rest(own, inside);
        columns[(width + 1) * size + v] = -own / 2;
      }
      this.largestSquared = largest;
      this.points = Host.array(manager, columns, new Shape(width + 2, size));
    }
  }

  /**
   * @param flat tokens [m, dim]
   * @param tokens the same, row by row
   */
  Nearness nearness(NDManager scratch, NDArray flat, float[] tokens) {
    int dim = bank.dim();
    int m = tokens.length / dim;
    float[] shadows = shadows(scratch, flat);
    float[] rows = new float[m * (width + 2)];
    float[] own = new float[m];
    for (int t = 0; t < m; t++) {
      own[t] = Squared.distance(tokens, t * dim, mean, 0, dim);
      int at = t * (width + 2);
      double inside = 0;
      for (int k = 0; k < width; k++) {
        float value = shadows[t * width + k] - meanShadow[k];
        rows[at + k] = value;
        inside += (double) value * value;
      }
      rows[at + width] = rest(own[t], inside);
      rows[at + width + 1] = 1;
    }
    NDArray bounds = Host.array(scratch, rows, new Shape(m, width + 2)).matMul(points);
    bounds.attach(scratch);
    return new Nearness(bounds, own, x -> Nearness.ROUNDING * (x + largestSquared + originSquared));
  }

  /** The length of what the subspace leaves out, not below the true one whatever was rounded. */
  private float rest(float own, double inside) {
    double rounding = Nearness.ROUNDING * (own + originSquared);
    return (float) Math.sqrt(Math.max(0, own - inside) + rounding);
  }

  /** Rows {@code [count, dim]} in the subspace, {@code [count, width]}. */
  private float[] shadows(NDManager scratch, NDArray rows) {
    NDArray product = rows.matMul(basis);
    product.attach(scratch);
    float[] shadows = new float[(int) rows.getShape().get(0) * width];
    Host.values(product).get(shadows);
    return shadows;
  }

  private static float[][] times(NDManager scratch, float[][] rows, NDArray matrix) {
    int dim = (int) matrix.getShape().get(0);
    float[] flat = new float[rows.length * dim];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * dim, dim);
    }
    NDArray product = Host.array(scratch, flat, new Shape(rows.length, dim)).matMul(matrix);
    product.attach(scratch);
    float[][] out = new float[rows.length][dim];
    var values = Host.values(product);
    for (float[] row : out) {
      values.get(row);
    }
    return out;
  }

  private float[] centred() {
    float[] centred = bank.vectors().clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= mean[i % mean.length];
    }
    return centred;
  }

  private static float[] mean(Bank bank) {
    double[] sum = new double[bank.dim()];
    float[] vectors = bank.vectors();
    for (int i = 0; i < vectors.length; i++) {
      sum[i % sum.length] += vectors[i];
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < sum.length; d++) {
      mean[d] = (float) (sum[d] / bank.size());
    }
    return mean;
  }

  private static float[] transposed(float[][] rows) {
    int dim = rows.length == 0 ? 0 : rows[0].length;
    float[] out = new float[dim * rows.length];
    for (int k = 0; k < rows.length; k++) {
      for (int d = 0; d < dim; d++) {
        out[d * rows.length + k] = rows[k][d];
      }
    }
    return out;
  }
}
