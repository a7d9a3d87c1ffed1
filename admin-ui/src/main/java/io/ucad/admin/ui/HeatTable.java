package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityGrid;
import java.util.Locale;
import java.util.OptionalDouble;

/** Tasks over versions; every cell leads to the task in that version. */
final class HeatTable extends Div {
  private static final long serialVersionUID = 1;

  HeatTable(QualityGrid grid, Measure measure) {
    var table = new NativeTable();
    table.addClassNames("matrix", "heat");
    var head = new NativeTableRow(new NativeTableHeaderCell(Words.t("version.task")));
    grid.versions()
        .forEach(
            version ->
                head.add(
                    new NativeTableHeaderCell(new Anchor("quality/" + version, "v" + version))));
    table.getHead().add(head);
    for (int i = 0; i < grid.tasks().size(); i++) {
      String task = grid.tasks().get(i);
      var name = new NativeTableHeaderCell(task);
      name.getElement().setAttribute("scope", "row");
      var line = new NativeTableRow(name);
      for (int j = 0; j < grid.versions().size(); j++) {
        line.add(cell(grid.versions().get(j), task, grid.cells().get(i).get(j), measure));
      }
      table.getBody().add(line);
    }
    add(Parts.wide(Words.t("quality.matrix"), table));
  }

  private static NativeTableCell cell(
      int version, String task, OptionalDouble value, Measure measure) {
    if (value.isEmpty()) {
      return new NativeTableCell(Words.figure(value));
    }
    var link = new Anchor("quality/%d/%s".formatted(version, task), Words.figure(value));
    link.setAriaLabel(Words.t("quality.cell", task, "v" + version, Words.figure(value)));
    var cell = new NativeTableCell(link);
    // Guessing has an AUROC of one half, and nearly nothing of the others.
    double share = measure == Measure.AUROC ? 2 * value.getAsDouble() - 1 : value.getAsDouble();
    cell.getStyle().set("--good", String.format(Locale.ROOT, "%.2f", Math.max(0, share)));
    return cell;
  }
}
