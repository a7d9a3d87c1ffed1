package io.ucad.pretrain.compare;

import io.ucad.evaluation.Summary;
import io.ucad.pretrain.compare.BackboneScore.ProductScore;
import java.util.List;
import java.util.Locale;

/** The table as it stands in documents. */
final class ComparisonTable {
  private ComparisonTable() {}

  /** Image AUROC by product, its mean, and the mean pixel AP; mean over the seeds. */
  static String markdown(List<String> products, List<BackboneScore> rows) {
    var text = new StringBuilder("| backbone |");
    products.forEach(product -> text.append(" ").append(product).append(" |"));
    text.append(" mean image AUROC | mean pixel AP |\n|---|");
    text.append("---|".repeat(products.size() + 2)).append("\n");
    for (BackboneScore row : rows) {
      text.append("| ").append(row.name()).append(" |");
      for (int p = 0; p < products.size(); p++) {
        text.append(three(Summary.of(row.imageAuroc(p)).mean())).append(" |");
      }
      Summary mean = Summary.of(row.means(ProductScore::imageAuroc));
      text.append(three(mean.mean()))
          .append(" (")
          .append(three(mean.min()).strip())
          .append(" to")
          .append(three(mean.max()))
          .append(") |")
          .append(three(Summary.of(row.means(ProductScore::pixelAp)).mean()))
          .append(" |\n");
    }
    return text.toString();
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, " %.3f", value);
  }
}
