package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;

/** A table that can be taken away as a file. */
final class DataTable extends Div {
  private static final long serialVersionUID = 1;

  /**
   * @param file name of the file, without ending
   */
  DataTable(String file, List<String> head, List<List<String>> rows) {
    this(file, head, rows, rows);
  }

  /**
   * @param file name of the file, without ending
   * @param all what the file holds, of which the table shows a part
   */
  DataTable(String file, List<String> head, List<List<String>> rows, List<List<String>> all) {
    addClassName("column");
    var table = new NativeTable();
    table.addClassName("table");
    var names = new NativeTableRow();
    head.forEach(name -> names.add(new NativeTableHeaderCell(name)));
    table.getHead().add(names);
    for (List<String> row : rows) {
      var line = new NativeTableRow();
      row.forEach(value -> line.add(new NativeTableCell(value)));
      table.getBody().add(line);
    }
    add(Parts.wide(file, table), Csv.link(file, head, all));
  }

  /** The table behind a chart, folded away. */
  static NativeDetails behind(String file, List<String> head, List<List<String>> rows) {
    var details = new NativeDetails(Words.t("quality.table"), new DataTable(file, head, rows));
    details.addClassName("behind");
    return details;
  }
}
