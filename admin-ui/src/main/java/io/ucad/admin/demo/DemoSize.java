package io.ucad.admin.demo;

import java.util.List;

/**
 * How much is drawn.
 *
 * @param products in the order of learning
 * @param side of the square images, pixels
 * @param training good images to learn from, of each product
 * @param testGood good images to measure with, of each product
 * @param testDefective defective images to measure with, of each product
 */
record DemoSize(List<String> products, int side, int training, int testGood, int testDefective) {
  /** Small enough for the first product to answer within three minutes on two cores. */
  static final DemoSize DEFAULT =
      new DemoSize(List.of("bolt", "fabric", "circuit", "cap", "tile"), 224, 40, 8, 12);

  DemoSize {
    products = List.copyOf(products);
  }
}
