package io.ucad.detector.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.testing.Native;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The prefiltered route against paper Eq. 4 over all tasks. */
class RouterTest {
  private static final int DIM = 16;
  private static final int PATCHES = 20;
  private final NDManager manager = Native.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void fewCandidatesOfTwoHundredTasksAnswerAsAllOfThem() {
    List<Product> products = products(200);
    List<Key> keys = keys(products);
    var random = new SplittableRandom(3);
    try (var few = new Router(manager, keys, Router.CANDIDATES);
        var all = new Router(manager, keys, keys.size())) {
      int agreed = 0;
      int correct = 0;
      int images = 0;
      for (int round = 0; round < 10; round++) {
        for (int t = 0; t < products.size(); t += 8) {
          NDArray batch = batch(products.subList(t, t + 8), random);
          List<Route> fast = few.route(batch);
          List<Route> exact = all.route(batch);
          batch.close();
          for (int i = 0; i < 8; i++) {
            images++;
            correct += exact.get(i).task() == t + i ? 1 : 0;
            agreed += fast.get(i).task() == exact.get(i).task() ? 1 : 0;
            assertThat(fast.get(i).distance()).isCloseTo(exact.get(i).distance(), within(1e-5f));
          }
        }
      }
      assertThat(images).isEqualTo(2000);
      assertThat(agreed).as("the same task with 8 candidates as with 200").isEqualTo(images);
      assertThat(correct)
          .as("the regime is not trivial, but the tasks are told apart")
          .isGreaterThan(1900);
    }
  }

  @Test
  void distanceAndMarginAreThoseOfThePaper() {
    List<Product> products = products(12);
    List<Key> keys = keys(products);
    var random = new SplittableRandom(4);
    try (var router = new Router(manager, keys, 12)) {
      for (int trial = 0; trial < 20; trial++) {
        float[] image = products.get(trial % 12).image(random);
        double[] expected = keys.stream().mapToDouble(key -> slow(image, key)).toArray();
        int best = 0;
        for (int t = 1; t < 12; t++) {
          best = expected[t] < expected[best] ? t : best;
        }
        double second = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 12; t++) {
          second = t == best ? second : Math.min(second, expected[t]);
        }

        Route route = router.route(array(image, 1)).get(0);

        assertThat(route.task()).isEqualTo(best);
        assertThat((double) route.distance()).isCloseTo(expected[best], within(1e-5));
        assertThat(route.margin()).hasValueCloseTo(second - expected[best], within(1e-5));
      }
    }
  }

  @Test
  void allDistancesAreThoseOfThePaperWhateverThePrefilterWouldLeaveOut() {
    List<Product> products = products(70);
    List<Key> keys = keys(products);
    float[] image = products.get(41).image(new SplittableRandom(8));
    try (var router = new Router(manager, keys, 2)) {
      NDArray tokens = array(image, 1).get(0);
      int before = Native.arrays(manager);

      float[] found = router.distances(tokens);

      assertThat(found).hasSize(70);
      for (int t = 0; t < 70; t++) {
        assertThat((double) found[t])
            .as("task %s", t)
            .isCloseTo(slow(image, keys.get(t)), within(1e-5));
      }
      assertThat(Native.arrays(manager)).isEqualTo(before);
    }
  }

  @Test
  void tasksMayHaveDifferentNumbersOfKeysAndDescriptors() {
    List<Key> keys = new ArrayList<>();
    List<Product> products = products(9);
    for (int t = 0; t < 9; t++) {
      keys.add(products.get(t).key(1 + 7 * t, 1 + t % 3));
    }
    var random = new SplittableRandom(5);
    try (var all = new Router(manager, keys, 9);
        var few = new Router(manager, keys, 3)) {
      for (int t = 0; t < 9; t++) {
        float[] image = products.get(t).image(random);
        double least = keys.stream().mapToDouble(key -> slow(image, key)).min().orElseThrow();

        assertThat((double) all.route(array(image, 1)).get(0).distance())
            .as("padding adds no key")
            .isCloseTo(least, within(1e-5));
        assertThat(few.route(array(image, 1)).get(0).task())
            .isEqualTo(all.route(array(image, 1)).get(0).task());
      }
    }
  }

  @Test
  void oneTaskHasNoMargin() {
    Product only = products(1).get(0);
    try (var router = new Router(manager, List.of(only.key(10, 2)), 8)) {
      Route route = router.route(array(only.image(new SplittableRandom(1)), 1)).get(0);

      assertThat(route.task()).isZero();
      assertThat(route.margin()).isEmpty();
    }
  }

  @Test
  void anImageOfKeysIsAtDistanceZero() {
    Product product = products(1).get(0);
    Key key = product.key(PATCHES, 1);
    try (var router = new Router(manager, List.of(key), 1)) {
      assertThat(router.route(array(key.vectors(), 1)).get(0).distance())
          .isCloseTo(0, within(2e-3f));
    }
  }

  @Test
  void leavesNoArrayBehindAndHoldsLittleMoreThanTheKeys() {
    List<Product> products = products(40);
    try (var router = new Router(manager, keys(products), 4)) {
      NDArray batch = batch(products.subList(0, 8), new SplittableRandom(6));
      int before = Native.arrays(manager);
      for (int i = 0; i < 20; i++) {
        router.route(batch);
      }
      assertThat(Native.arrays(manager)).isEqualTo(before);
      batch.close();
      long held = manager.getManagedArrays().stream().mapToLong(a -> a.getShape().size()).sum();
      long keys = 40L * 30 * DIM;
      assertThat(held).as("values held natively").isLessThan(2 * keys);
    }
    assertThat(Native.arrays(manager)).isZero();
  }

  @Test
  void aTightTaskDoesNotTakeTheImagesOfALooseOne() {
    try (NDManager own = NDManager.newBaseManager()) {
      // On a line: the tight task at 0 accepts up to 1, the loose one at 5 up to 4.
      var tight = new Key(new float[] {0, 0}, new float[] {0, 0}, 2, 1);
      var loose = new Key(new float[] {5, 0}, new float[] {5, 0}, 2, 4);
      try (var router = new Router(own, List.of(tight, loose), 2)) {
        assertThat(at(router, own, 0.5f)).isEqualTo(new Route(0, 0.5f, OptionalDouble.of(4), true));
        assertThat(at(router, own, 2.25f))
            .isEqualTo(new Route(1, 2.75f, OptionalDouble.of(-0.5), true));
        // Broken, but nearer to its own task than the other one's limit would say.
        assertThat(at(router, own, 1.25f))
            .isEqualTo(new Route(0, 1.25f, OptionalDouble.of(2.5), false));
        assertThat(at(router, own, -1.5f))
            .isEqualTo(new Route(0, 1.5f, OptionalDouble.of(5), false));
        assertThat(at(router, own, 20)).isEqualTo(new Route(1, 15, OptionalDouble.of(5), false));
      }
    }
  }

  private static Route at(Router router, NDManager manager, float x) {
    NDArray tokens = manager.create(new float[] {x, 0}, new Shape(1, 1, 2));
    return router.route(tokens).get(0);
  }

  @Test
  void refusesWhatIsNoModel() {
    Key key = products(1).get(0).key(3, 1);
    assertThatThrownBy(() -> new Router(manager, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Router(manager, List.of(key), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Router(manager, List.of(key, new Key(new float[3], new float[3], 3)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width 16, found 3");
    assertThat(Native.arrays(manager)).as("a refused router leaves nothing").isZero();
    assertThatThrownBy(() -> new Key(new float[0], new float[3], 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Key(new float[4], new float[3], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 4 and 3");
  }

  /** Images are twenty tokens, each near one of the product's six prototypes. */
  private record Product(float[][] prototypes, long seed) {
    float[] image(SplittableRandom random) {
      float[] tokens = new float[PATCHES * DIM];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = prototypes[i / DIM % prototypes.length][i % DIM] + 0.3f * (float) noise(random);
      }
      return tokens;
    }

    Key key(int size, int descriptors) {
      var random = new SplittableRandom(seed);
      float[] vectors = new float[size * DIM];
      for (int at = 0; at < vectors.length; at += PATCHES * DIM) {
        float[] image = image(random);
        System.arraycopy(image, 0, vectors, at, Math.min(image.length, vectors.length - at));
      }
      float[] means = new float[descriptors * DIM];
      for (int d = 0; d < descriptors; d++) {
        float[] image = image(random);
        for (int i = 0; i < image.length; i++) {
          means[d * DIM + i % DIM] += image[i] / PATCHES;
        }
      }
      return new Key(vectors, means, DIM);
    }
  }

  private static double noise(SplittableRandom random) {
    return random.nextDouble() * 2 - 1;
  }

  /** Every product is a variation of one of twenty families, so that some look alike. */
  private static List<Product> products(int count) {
    var random = new SplittableRandom(2);
    float[][][] families = new float[20][6][DIM];
    for (float[][] family : families) {
      for (float[] prototype : family) {
        for (int d = 0; d < DIM; d++) {
          prototype[d] = (float) noise(random);
        }
      }
    }
    List<Product> products = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      float[][] prototypes = new float[6][DIM];
      for (int p = 0; p < 6; p++) {
        for (int d = 0; d < DIM; d++) {
          prototypes[p][d] = families[t % 20][p][d] + 0.35f * (float) noise(random);
        }
      }
      products.add(new Product(prototypes, t));
    }
    return products;
  }

  private static List<Key> keys(List<Product> products) {
    return products.stream().map(p -> p.key(30, 4)).toList();
  }

  private static double slow(float[] image, Key key) {
    double total = 0;
    for (int p = 0; p < PATCHES; p++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int v = 0; v < key.vectors().length / DIM; v++) {
        double sum = 0;
        for (int d = 0; d < DIM; d++) {
          double difference = (double) image[p * DIM + d] - key.vectors()[v * DIM + d];
          sum += difference * difference;
        }
        nearest = Math.min(nearest, Math.sqrt(sum));
      }
      total += nearest;
    }
    return total / PATCHES;
  }

  private NDArray batch(List<Product> products, SplittableRandom random) {
    float[] all = new float[products.size() * PATCHES * DIM];
    for (int i = 0; i < products.size(); i++) {
      System.arraycopy(products.get(i).image(random), 0, all, i * PATCHES * DIM, PATCHES * DIM);
    }
    return array(all, products.size());
  }

  private NDArray array(float[] tokens, int images) {
    return manager.create(tokens, new Shape(images, tokens.length / DIM / images, DIM));
  }
}
