package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.ucad.admin.version.MeasureMatrix;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Image AUROC of tasks over versions; the colour says the same as the figure. */
final class MatrixTable extends Div {
  private static final long serialVersionUID = 1;

  MatrixTable(MeasureMatrix matrix) {
    addClassName("scroll");
    getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", Words.t("overview.matrix"));
    var table = new NativeTable();
    table.addClassName("matrix");
    var head = new NativeTableRow(new NativeTableHeaderCell(Words.t("versions.version")));
    matrix.tasks().forEach(task -> head.add(new NativeTableHeaderCell(task)));
    table.getHead().add(head);
    for (int row = 0; row < matrix.versions().size(); row++) {
      var line = new NativeTableRow(new NativeTableHeaderCell("v" + matrix.versions().get(row)));
      List<OptionalDouble> cells = matrix.cells().get(row);
      cells.forEach(value -> line.add(cell(value)));
      table.getBody().add(line);
    }
    add(table);
  }

  private static NativeTableCell cell(OptionalDouble value) {
    var cell = new NativeTableCell(Words.figure(value));
    value.ifPresent(
        v ->
            cell.getStyle()
                .set("--good", String.format(Locale.ROOT, "%.2f", Math.max(0, 2 * v - 1))));
    return cell;
  }
}
