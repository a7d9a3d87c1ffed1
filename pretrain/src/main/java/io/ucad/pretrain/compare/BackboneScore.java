package io.ucad.pretrain.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one backbone reached.
 *
 * @param name it is shown by
 * @param sha256 of its file; one for each seed if the weights depend on the seed
 * @param runs by seed, each the figures of the products in the order learned
 */
record BackboneScore(String name, List<String> sha256, List<List<ProductScore>> runs) {
  BackboneScore {
    sha256 = List.copyOf(sha256);
    runs = List.copyOf(runs);
  }

  /**
   * The figures of one product.
   *
   * @param imageAuroc of the image scores
   * @param pixelAp average precision over all pixels, NaN without masks
   * @param routed share of the images that were taken for this product
   */
  record ProductScore(String product, double imageAuroc, double pixelAp, double routed) {}

  List<String> products() {
    return runs.get(0).stream().map(ProductScore::product).toList();
  }

  /** The image AUROC of each product, one value a seed. */
  Map<String, double[]> imageAuroc() {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int p = 0; p < products().size(); p++) {
      int index = p;
      values.put(
          products().get(p),
          runs.stream().mapToDouble(run -> run.get(index).imageAuroc()).toArray());
    }
    return values;
  }

  /** The mean over the products, one value a seed. */
  double[] meanImageAuroc() {
    return runs.stream().mapToDouble(run -> mean(run, false)).toArray();
  }

  /** The mean over the products, one value a seed. */
  double[] meanPixelAp() {
    return runs.stream().mapToDouble(run -> mean(run, true)).toArray();
  }

  private static double mean(List<ProductScore> run, boolean pixel) {
    return run.stream()
        .mapToDouble(score -> pixel ? score.pixelAp() : score.imageAuroc())
        .average()
        .orElseThrow();
  }
}
