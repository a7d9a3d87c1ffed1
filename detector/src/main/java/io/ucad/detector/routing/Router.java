package io.ucad.detector.routing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.host.Host;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Routes images to tasks (paper Eq. 4). A prefilter compares the mean token of an image with the
 * descriptors of all tasks, one small product; the exact distance is computed only for the few
 * nearest. Immutable, thread-safe.
 */
public final class Router implements AutoCloseable {
  /** Tasks whose exact distance is computed, by default. */
  public static final int CANDIDATES = 8;

  /** Tasks of one product when all are asked for: bounds the memory that it takes. */
  private static final int CHUNK = 32;

  private final NDManager manager;
  private final int tasks;
  private final int keysPerTask;
  private final int dim;
  private final int candidates;
  private final int[] descriptorTask;
  private final float[] limits;
  private final NDArray keys; // [tasks, keysPerTask, dim], times -2 as the products need them
  private final NDArray keyNorms; // [tasks, keysPerTask]
  private final NDArray descriptors; // [dim, all descriptors]
  private final NDArray descriptorNorms; // [1, all descriptors]

  /**
   * @param candidates tasks whose exact distance is computed; as many as there are tasks makes it
   *     brute force
   */
  public Router(NDManager parent, List<Key> tasks, int candidates) {
    if (tasks.isEmpty() || candidates < 1) {
      throw new IllegalArgumentException(
          "expected at least one task and one candidate, found "
              + tasks.size()
              + " and "
              + candidates);
    }
    this.tasks = tasks.size();
    this.dim = tasks.get(0).dim();
    this.candidates = Math.min(candidates, this.tasks);
    this.keysPerTask = tasks.stream().mapToInt(t -> t.vectors().length / dim).max().orElseThrow();
    for (Key key : tasks) {
      if (key.dim() != dim) {
        throw new IllegalArgumentException(
            "expected keys of width " + dim + ", found " + key.dim());
      }
    }
    this.manager = parent.newSubManager();
    this.limits = new float[this.tasks];
    for (int t = 0; t < this.tasks; t++) {
      limits[t] = tasks.get(t).limit();
    }
    this.descriptorTask =
        IntStream.range(0, this.tasks)
            .flatMap(
                t -> IntStream.generate(() -> t).limit(tasks.get(t).descriptors().length / dim))
            .toArray();
    this.keys = manager.create(new Shape(this.tasks, keysPerTask, dim));
    this.keyNorms = manager.create(new Shape(this.tasks, keysPerTask));
    try (NDManager scratch = manager.newSubManager()) {
      float[] flat = new float[descriptorTask.length * dim];
      int at = 0;
      for (int t = 0; t < this.tasks; t++) {
        Key key = tasks.get(t);
        NDArray padded = Host.array(scratch, padded(key.vectors()), new Shape(keysPerTask, dim));
        keys.set(new NDIndex(t), padded);
        NDArray squared = padded.square();
        NDArray norms = squared.sum(new int[] {1});
        keyNorms.set(new NDIndex(t), norms);
        new NDList(padded, squared, norms).close();
        System.arraycopy(key.descriptors(), 0, flat, at, key.descriptors().length);
        at += key.descriptors().length;
      }
      keys.muli(-2);
      NDArray rows = Host.array(scratch, flat, new Shape(descriptorTask.length, dim));
      // A copy, as the rows are gone with the scratch.
      descriptors = rows.transpose().duplicate();
      descriptorNorms = rows.square().sum(new int[] {1}).reshape(1, descriptorTask.length);
      descriptors.attach(manager);
      descriptorNorms.attach(manager);
    }
  }

  /** Repeats the first vector up to the common length, which leaves every minimum as it is. */
  private float[] padded(float[] vectors) {
    float[] out = new float[keysPerTask * dim];
    System.arraycopy(vectors, 0, out, 0, vectors.length);
    for (int at = vectors.length; at < out.length; at += dim) {
      System.arraycopy(vectors, 0, out, at, dim);
    }
    return out;
  }

  /**
   * Routes a batch.
   *
   * @param tokens [n, patches, dim] of the plain ViT
   */
  public List<Route> route(NDArray tokens) {
    int n = (int) tokens.getShape().get(0);
    try (NDManager scratch = manager.newSubManager()) {
      int[][] chosen = prefilter(scratch, tokens, n);
      List<Route> routes = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        routes.add(nearest(chosen[i], exact(scratch, tokens.get(i), chosen[i])));
      }
      return routes;
    }
  }

  /**
   * The exact distance (paper Eq. 4) of one image to every task, in the order of the tasks.
   *
   * @param tokens [patches, dim] of the plain ViT
   */
  public float[] distances(NDArray tokens) {
    float[] distances = new float[tasks];
    for (int from = 0; from < tasks; from += CHUNK) {
      int[] some = IntStream.range(from, Math.min(tasks, from + CHUNK)).toArray();
      try (NDManager scratch = manager.newSubManager()) {
        float[] found = exact(scratch, tokens.duplicate(), some);
        System.arraycopy(found, 0, distances, from, found.length);
      }
    }
    return distances;
  }

  /** The candidates of every image, nearest descriptor first. */
  private int[][] prefilter(NDManager scratch, NDArray tokens, int n) {
    if (candidates == tasks) {
      int[] all = IntStream.range(0, tasks).toArray();
      return IntStream.range(0, n).mapToObj(i -> all).toArray(int[][]::new);
    }
    NDArray means = tokens.mean(new int[] {1});
    means.attach(scratch);
    // |mean|^2 is the same for every descriptor of an image and does not change the order.
    float[] distance = means.matMul(descriptors).muli(-2).addi(descriptorNorms).toFloatArray();
    int all = descriptorTask.length;
    int[][] chosen = new int[n][];
    for (int i = 0; i < n; i++) {
      float[] nearest = new float[tasks];
      Arrays.fill(nearest, Float.POSITIVE_INFINITY);
      for (int d = 0; d < all; d++) {
        nearest[descriptorTask[d]] = Math.min(nearest[descriptorTask[d]], distance[i * all + d]);
      }
      chosen[i] = least(nearest);
    }
    return chosen;
  }

  /** Indices of the smallest values, ascending; ties go to the lower index. */
  private int[] least(float[] values) {
    int[] least = new int[candidates];
    int found = 0;
    for (int t = 0; t < values.length; t++) {
      if (found == candidates && !(values[t] < values[least[found - 1]])) {
        continue;
      }
      int at = found < candidates ? found++ : found - 1;
      for (; at > 0 && values[least[at - 1]] > values[t]; at--) {
        least[at] = least[at - 1];
      }
      least[at] = t;
    }
    return least;
  }

  /** The distance of paper Eq. 4 to each of the chosen tasks, as one product. */
  private float[] exact(NDManager scratch, NDArray image, int[] chosen) {
    image.attach(scratch);
    int patches = (int) image.getShape().get(0);
    NDArray some = select(scratch, keys, chosen).reshape(-1, dim);
    NDArray norms = select(scratch, keyNorms, chosen).reshape(1, -1);
    some.attach(scratch);
    norms.attach(scratch);
    // [patches, dim] x [dim, chosen * keys] -> [patches, chosen, keys] -> [patches, chosen]
    NDArray product = image.matMul(some.transpose()).addi(norms);
    NDArray least = product.reshape(patches, chosen.length, keysPerTask).min(new int[] {2});
    NDArray own = image.square().sum(new int[] {1}, true);
    return least.addi(own).maximum(0f).sqrt().mean(new int[] {0}).toFloatArray();
  }

  private NDArray select(NDManager scratch, NDArray all, int[] chosen) {
    if (chosen.length == tasks) {
      return all;
    }
    NDArray index = scratch.create(Arrays.stream(chosen).asLongStream().toArray());
    return all.get(scratch, new NDIndex("{}", index));
  }

  private Route nearest(int[] chosen, float[] distance) {
    int best = 0;
    for (int i = 1; i < distance.length; i++) {
      if (excess(chosen[i], distance[i]) < excess(chosen[best], distance[best])) {
        best = i;
      }
    }
    double other = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distance.length; i++) {
      if (i != best) {
        other = Math.min(other, distance[i]);
      }
    }
    return new Route(
        chosen[best],
        distance[best],
        distance.length == 1 ? OptionalDouble.empty() : OptionalDouble.of(other - distance[best]),
        distance[best] <= limits[chosen[best]]);
  }

  /** The distance, and once more what it exceeds the task's limit by. */
  private float excess(int task, float distance) {
    return distance + Math.max(0, distance - limits[task]);
  }

  @Override
  public void close() {
    manager.close();
  }
}
