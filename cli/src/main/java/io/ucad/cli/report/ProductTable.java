package io.ucad.cli.report;

import java.util.List;

/** The head of the table of products, which both reports share. */
final class ProductTable {
  private ProductTable() {}

  /**
   * @param rows with a cell for each column
   */
  static Html of(List<Html> rows) {
    return Html.of(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">product</th>"
            + "<th scope=\"col\">image AUROC</th><th scope=\"col\">pixel AP</th>"
            + "<th scope=\"col\">pixel AUROC</th><th scope=\"col\">AUPRO at 0.3</th>"
            + "<th scope=\"col\">false alarms</th><th scope=\"col\">missed</th></tr></thead>"
            + "<tbody>{}</tbody></table></div>",
        Html.join(rows));
  }
}
