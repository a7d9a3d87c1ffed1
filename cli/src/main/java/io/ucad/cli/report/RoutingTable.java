package io.ucad.cli.report;

import io.ucad.trainer.evaluate.TaskScore;
import java.util.ArrayList;
import java.util.List;

/** Which task the images of each task were nearest to. */
final class RoutingTable {
  private RoutingTable() {}

  /**
   * @param tasks that images could be routed to
   */
  static Html of(List<TaskScore> scores, List<String> tasks) {
    List<Html> rows = new ArrayList<>();
    for (TaskScore score : scores) {
      List<Html> cells = new ArrayList<>();
      for (String task : tasks) {
        long count = score.routedTo().getOrDefault(task, 0L);
        cells.add(HeatCell.of(Html.of("{}", count), (double) count / Math.max(1, score.images())));
      }
      cells.add(Html.of("<td>{}</td>", score.unknown()));
      rows.add(Html.of("<tr><th scope=\"row\">{}</th>{}</tr>", score.task(), Html.join(cells)));
    }
    return Html.of(
        "<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th scope=\"col\">images of</th>{}"
            + "<th scope=\"col\">rejected as unknown</th></tr></thead><tbody>{}</tbody></table></div>",
        Html.join(tasks.stream().map(t -> Html.of("<th scope=\"col\">{}</th>", t))),
        Html.join(rows));
  }
}
