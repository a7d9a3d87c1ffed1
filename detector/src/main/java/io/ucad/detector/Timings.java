package io.ucad.detector;

/**
 * Where the time went, milliseconds, for the whole batch.
 *
 * @param prepare resize and normalise
 * @param backbone passes of the ViT
 * @param routing choice of the task
 * @param scoring distances, map and regions
 */
public record Timings(double prepare, double backbone, double routing, double scoring) {
  static final Timings NONE = new Timings(0, 0, 0, 0);
}
