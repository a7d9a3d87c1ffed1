package io.ucad.trainer.sample;

import java.util.List;

/** Everything the factory makes. */
final class Catalogue {
  private static final List<Product> PRODUCTS =
      List.of(
          new Flange(), new Fabric(), new Circuit(), new Wood(), new Cap(), new Bolt(), new Tile());

  private Catalogue() {}

  static List<String> names() {
    return PRODUCTS.stream().map(Product::name).toList();
  }

  static Product named(String name) {
    return PRODUCTS.stream()
        .filter(product -> product.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no product '" + name + "', there are " + names()));
  }
}
