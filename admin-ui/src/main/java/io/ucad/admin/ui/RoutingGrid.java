package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.ucad.admin.version.RoutingTable;
import java.util.List;
import java.util.Locale;

/** Whose images were taken for whose; what is wrong is red. */
final class RoutingGrid extends Div {
  private static final long serialVersionUID = 1;

  /**
   * @param name of the table, for who cannot see it
   */
  RoutingGrid(RoutingTable routing, String name) {
    var table = new NativeTable();
    table.addClassNames("matrix", "confusion");
    var head = new NativeTableRow(new NativeTableHeaderCell(Words.t("quality.from")));
    routing.routed().forEach(task -> head.add(new NativeTableHeaderCell(task)));
    head.add(new NativeTableHeaderCell(Words.t("quality.unknown")));
    table.getHead().add(head);
    for (int i = 0; i < routing.tasks().size(); i++) {
      String task = routing.tasks().get(i);
      List<Long> counts = routing.counts().get(i);
      long unknown = routing.unknown().get(i);
      long all = unknown + counts.stream().mapToLong(Long::longValue).sum();
      var product = new NativeTableHeaderCell(task);
      product.getElement().setAttribute("scope", "row");
      var line = new NativeTableRow(product);
      for (int j = 0; j < counts.size(); j++) {
        line.add(cell(counts.get(j), all, routing.routed().get(j).equals(task)));
      }
      line.add(cell(unknown, all, false));
      table.getBody().add(line);
    }
    add(Parts.wide(name, table));
  }

  private static NativeTableCell cell(long count, long all, boolean right) {
    var cell = new NativeTableCell(count == 0 && !right ? "·" : String.valueOf(count));
    double share = all == 0 ? 0 : (double) count / all;
    if (!right && count > 0) {
      cell.addClassName("wrong");
    }
    cell.getStyle().set("--good", String.format(Locale.ROOT, "%.2f", share));
    return cell;
  }
}
