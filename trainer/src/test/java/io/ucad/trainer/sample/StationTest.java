package io.ucad.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StationTest {
  private static final int SIZE = 96;
  private static final long SEED = 21;

  @Test
  void theFactoryMakesAtLeastFiveProductsWithSixKindsOfDefect() {
    Set<String> kinds = new HashSet<>();
    for (String name : Catalogue.names()) {
      Catalogue.named(name).defects().forEach(defect -> kinds.add(defect.kind()));
    }
    assertThat(Catalogue.names()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(6).doesNotContain("good");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("defects")
  void theMaskIsExact(String name, String kind) {
    Product product = Catalogue.named(name);
    Station station = new Station(product, SIZE, SEED);
    for (int index = 0; index < 3; index++) {
      Retouch defective = station.defective(defect(product, kind), index);
      Picture clean = station.cleanTwin(defect(product, kind), index);
      int area = 0;
      for (int i = 0; i < SIZE * SIZE; i++) {
        int difference = difference(clean, defective.picture(), i);
        if (defective.mask()[i]) {
          area++;
          assertThat(difference).as("inside, pixel %d", i).isGreaterThan(Retouch.BOUND);
        } else {
          assertThat(difference).as("outside, pixel %d", i).isZero();
        }
      }
      assertThat(area).isEqualTo(defective.area());
      assertThat(area).isGreaterThanOrEqualTo(Retouch.LEAST_ISLAND).isLessThan(SIZE * SIZE / 2);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("defects")
  void aDefectIsDrawnOverAGoodPartOfItsOwnPoseLightAndNoise(String name, String kind) {
    Product product = Catalogue.named(name);
    Station station = new Station(product, SIZE, SEED);
    Retouch first = station.defective(defect(product, kind), 0);
    Retouch second = station.defective(defect(product, kind), 1);
    assertThat(first.picture().rgb()).isNotEqualTo(second.picture().rgb());
    assertThat(first.mask()).isNotEqualTo(second.mask());
  }

  @ParameterizedTest
  @MethodSource("products")
  void goodImagesVaryButAreRepeatable(String name) {
    Station station = new Station(Catalogue.named(name), SIZE, SEED);
    Picture first = station.good("train/good", 0);
    assertThat(station.good("train/good", 1).rgb()).isNotEqualTo(first.rgb());
    assertThat(station.good("test/good", 0).rgb()).isNotEqualTo(first.rgb());
    assertThat(new Station(Catalogue.named(name), SIZE, SEED).good("train/good", 0).rgb())
        .isEqualTo(first.rgb());
  }

  @ParameterizedTest
  @MethodSource("products")
  void aGoodImageIsWhatItsSceneShowsWithoutADefect(String name) {
    Product product = Catalogue.named(name);
    Picture good = new Station(product, SIZE, SEED).good("test/good", 4);
    RandomStream stream = RandomStream.of(SEED, name, "test/good", "4");
    Picture clean =
        new Camera(stream.child("camera")).take(product.scene(stream.child("look")), SIZE);
    assertThat(Retouch.of(clean, good).area()).isZero();
  }

  @Test
  void productsShowTheirContrast() {
    // A picture that is nearly one colour would mean that light, exposure or drawing broke.
    for (String name : Catalogue.names()) {
      Picture picture = new Station(Catalogue.named(name), SIZE, SEED).good("train/good", 0);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < SIZE * SIZE; i++) {
        double green = picture.channel(i, 1);
        sum += green;
        squares += green * green;
      }
      double mean = sum / (SIZE * SIZE);
      assertThat(mean).as(name).isBetween(40.0, 215.0);
      assertThat(Math.sqrt(squares / (SIZE * SIZE) - mean * mean)).as(name).isGreaterThan(8);
    }
  }

  static Stream<Arguments> defects() {
    return Catalogue.names().stream()
        .flatMap(
            name ->
                Catalogue.named(name).defects().stream()
                    .map(defect -> Arguments.of(name, defect.kind())));
  }

  static Stream<String> products() {
    return Catalogue.names().stream();
  }

  private static Defect defect(Product product, String kind) {
    return product.defects().stream()
        .filter(defect -> defect.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static int difference(Picture a, Picture b, int pixel) {
    int largest = 0;
    for (int c = 0; c < 3; c++) {
      largest = Math.max(largest, Math.abs(a.channel(pixel, c) - b.channel(pixel, c)));
    }
    return largest;
  }
}
