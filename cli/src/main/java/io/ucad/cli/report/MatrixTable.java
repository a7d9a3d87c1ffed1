package io.ucad.cli.report;

import io.ucad.evaluation.Summary;
import io.ucad.evaluation.TaskMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R[l][j], the mean over the seeds, as a heatmap: rows are time, columns are tasks. */
final class MatrixTable {
  private MatrixTable() {}

  /**
   * @param matrices one a seed, of the same tasks
   * @param lowest value that gets the lightest colour; 1 gets the fullest
   */
  static Html of(String metric, List<TaskMatrix> matrices, double lowest) {
    List<String> tasks = matrices.get(0).tasks();
    List<Html> rows = new ArrayList<>();
    for (int l = 0; l < tasks.size(); l++) {
      List<Html> cells = new ArrayList<>();
      for (int j = 0; j < tasks.size(); j++) {
        cells.add(j > l ? new Html("<td></td>") : cell(matrices, l, j, lowest));
      }
      rows.add(Html.of("<tr><th scope=\"row\">{}</th>{}</tr>", tasks.get(l), Html.join(cells)));
    }
    return Html.of(
        "<figure><figcaption>{}</figcaption><div class=\"scroll\"><table class=\"matrix\">"
            + "<thead><tr><th scope=\"col\">after learning</th>{}</tr></thead>"
            + "<tbody>{}</tbody></table></div></figure>",
        metric,
        Html.join(tasks.stream().map(t -> Html.of("<th scope=\"col\">{}</th>", t))),
        Html.join(rows));
  }

  private static Html cell(List<TaskMatrix> matrices, int l, int j, double lowest) {
    Optional<Summary> summary = Numbers.summary(matrices, m -> m.at(l, j));
    if (summary.isEmpty()) {
      return Html.of("<td>{}</td>", Numbers.NONE);
    }
    double mean = summary.get().mean();
    return HeatCell.of(Html.of("{}", Numbers.three(mean)), (mean - lowest) / (1 - lowest));
  }
}
