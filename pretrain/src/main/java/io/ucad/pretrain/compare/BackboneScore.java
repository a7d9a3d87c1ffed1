package io.ucad.pretrain.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one backbone reached.
 *
 * @param name it is shown by
 * @param runs one for each seed, at least one
 */
record BackboneScore(String name, List<Run> runs) {
  BackboneScore {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param seed of all randomness, that of random weights too
   * @param sha256 of the backbone's file
   * @param products in the order learned
   */
  record Run(long seed, String sha256, List<ProductScore> products) {
    Run {
      products = List.copyOf(products);
    }

    double mean(ToDoubleFunction<ProductScore> figure) {
      return products.stream().mapToDouble(figure).average().orElseThrow();
    }
  }

  /**
   * The figures of one product.
   *
   * @param imageAuroc of the image scores
   * @param pixelAp average precision over all pixels, 0 without masks
   * @param routed share of the images that were taken for this product
   */
  record ProductScore(String product, double imageAuroc, double pixelAp, double routed) {}

  /** The image AUROC of one product, one value a seed. */
  double[] imageAuroc(int product) {
    return runs.stream().mapToDouble(run -> run.products().get(product).imageAuroc()).toArray();
  }

  /** The mean of a figure over the products, one value a seed. */
  double[] means(ToDoubleFunction<ProductScore> figure) {
    return runs.stream().mapToDouble(run -> run.mean(figure)).toArray();
  }
}
