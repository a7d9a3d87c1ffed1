package io.ucad.trainer.sample;

/** One inspection station: photographs good and defective parts of one product. */
final class Station {
  private static final int ATTEMPTS = 24;

  /** Share of the image that a defect must touch; less nobody could mark. */
  private static final double LEAST_AREA = 0.0005;

  private final Product product;
  private final int size;
  private final long seed;

  Station(Product product, int size, long seed) {
    this.product = product;
    this.size = size;
    this.seed = seed;
  }

  /**
   * @param split folder of the image, such as {@code train/good}
   * @param index number of the image in it
   */
  Picture good(String split, int index) {
    return photograph(stream(split, index), scene(stream(split, index)));
  }

  /** A defective part; deterministic, redrawn a little stronger until it can be seen at all. */
  Retouch defective(Defect defect, int index) {
    String split = "test/" + defect.kind();
    RandomStream stream = stream(split, index);
    Picture clean = photograph(stream, scene(stream));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RandomStream random = stream.child("defect").child(Integer.toString(attempt));
      double strength = Math.min(1, strength(random) + 0.03 * attempt);
      Scene scene = scene(stream);
      defect.spoil(scene, random, strength);
      Retouch retouch = Retouch.of(clean, photograph(stream, scene));
      if (retouch.area() >= Math.max(Retouch.LEAST_ISLAND, LEAST_AREA * size * size)) {
        return retouch;
      }
    }
    throw new IllegalStateException(
        "the defect '%s' on '%s' stayed invisible in %d attempts (seed %d, index %d, %d px)"
            .formatted(defect.kind(), product.name(), ATTEMPTS, seed, index, size));
  }

  /** The good part under a defect: same part, pose, light and sensor noise. */
  Picture cleanTwin(Defect defect, int index) {
    return good("test/" + defect.kind(), index);
  }

  private Scene scene(RandomStream stream) {
    return product.scene(stream.child("look"));
  }

  private Picture photograph(RandomStream stream, Scene scene) {
    return new Camera(stream.child("camera")).take(scene, size);
  }

  /** From hardly visible to plain, evenly: a factory sees both. */
  private static double strength(RandomStream random) {
    return random.between(0.12, 1);
  }

  private RandomStream stream(String split, int index) {
    return RandomStream.of(seed, product.name(), split, Integer.toString(index));
  }
}
