package io.ucad.trainer.sample;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a generated factory holds.
 *
 * @param seed the same seed gives the same bytes
 * @param imageSize side of the square images, pixels, 64 to 2048
 * @param train good training images per product, at least 1
 * @param testGood good test images per product
 * @param testDefective defective test images per product, dealt out to its kinds of defect in turn
 * @param products names out of {@link #allProducts()}, each once
 */
public record SampleSpec(
    long seed, int imageSize, int train, int testGood, int testDefective, List<String> products) {

  public SampleSpec {
    require(imageSize >= 64 && imageSize <= 2048, "imageSize must be 64 to 2048, got " + imageSize);
    require(train >= 1, "train must be at least 1, got " + train);
    require(testGood >= 0, "testGood must not be negative, got " + testGood);
    require(testDefective >= 0, "testDefective must not be negative, got " + testDefective);
    products = List.copyOf(products);
    require(!products.isEmpty(), "products must name at least one of " + allProducts());
    require(
        new LinkedHashSet<>(products).size() == products.size(),
        "products must name each product once, got " + products);
    for (String product : products) {
      require(
          allProducts().contains(product),
          "no product '" + product + "'; the factory makes " + allProducts());
    }
  }

  /** All products, 256 px, 60 training images, 20 good and 30 defective test images each. */
  public static SampleSpec withSeed(long seed) {
    return new SampleSpec(seed, 256, 60, 20, 30, allProducts());
  }

  /** Names of the products that the factory can make. */
  public static List<String> allProducts() {
    return Catalogue.names();
  }

  int imagesPerProduct() {
    return train + testGood + testDefective;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
