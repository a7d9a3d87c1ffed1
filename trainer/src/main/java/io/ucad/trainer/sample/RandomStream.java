package io.ucad.trainer.sample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of random numbers that is a function of a seed and a path of names only.
 *
 * <p>Children depend on the path, not on what was drawn before: an image stays the same whatever is
 * generated before, beside or instead of it.
 */
final class RandomStream {
  private final long key;
  private final SplittableRandom source;

  private RandomStream(long key) {
    this.key = key;
    this.source = new SplittableRandom(key);
  }

  static RandomStream of(long seed, String... path) {
    RandomStream stream = new RandomStream(Noise.mix(seed));
    for (String name : path) {
      stream = stream.child(name);
    }
    return stream;
  }

  /** An independent stream under this one, the same however much was drawn from this one. */
  RandomStream child(String name) {
    long hash = key;
    for (int i = 0; i < name.length(); i++) {
      hash = Noise.mix(hash ^ name.charAt(i));
    }
    return new RandomStream(Noise.mix(hash + name.length()));
  }

  /** A seed for a noise field, independent of the numbers that this stream draws. */
  long seed(String name) {
    return child(name).key;
  }

  double between(double low, double high) {
    return low + (high - low) * source.nextDouble();
  }

  /** Within {@code spread} of {@code centre}, on either side. */
  double around(double centre, double spread) {
    return between(centre - spread, centre + spread);
  }

  double gaussian() {
    return source.nextGaussian();
  }

  double sign() {
    return source.nextBoolean() ? 1 : -1;
  }

  double angle() {
    return between(-Math.PI, Math.PI);
  }

  boolean chance(double probability) {
    return source.nextDouble() < probability;
  }

  int below(int bound) {
    return source.nextInt(bound);
  }

  <T> T pick(List<T> choices) {
    return choices.get(source.nextInt(choices.size()));
  }
}
