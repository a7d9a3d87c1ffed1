package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.ScoredImage;
import java.util.Comparator;
import java.util.List;

/** The single images behind the measures of a task, the most anomalous first. */
final class ScoredImages extends Div {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 25;

  private final transient List<ScoredImage> sorted;
  private final String file;
  private final transient List<String> head =
      Words.head("quality.image", "quality.kind", "quality.routed", "quality.score");
  private final Div table = Parts.box("column");
  private final Pager pager = new Pager(PAGE, this::draw);

  ScoredImages(ScoreSheet sheet, int version, String task) {
    this.sorted =
        sheet.images().stream()
            .sorted(Comparator.comparingDouble(ScoredImage::score).reversed())
            .toList();
    this.file = "images-v%d-%s".formatted(version, task);
    addClassName("panel");
    add(
        new H2(Words.t("quality.images")),
        Parts.text("muted", Words.t("quality.images.note")),
        table,
        pager);
    draw();
  }

  private void draw() {
    pager.count(sorted.size());
    int from = pager.page() * PAGE;
    table.removeAll();
    table.add(
        new DataTable(
            file,
            head,
            sorted.subList(from, Math.min(sorted.size(), from + PAGE)).stream()
                .map(ScoredImages::row)
                .toList(),
            sorted.stream().map(ScoredImages::exact).toList()));
  }

  private static List<String> row(ScoredImage image) {
    return List.of(
        image.name(),
        image.kind(),
        image.routedTo().orElseGet(() -> Words.t("quality.unknown")),
        Words.score(image.score()));
  }

  private static List<String> exact(ScoredImage image) {
    return List.of(
        image.name(), image.kind(), image.routedTo().orElse(""), String.valueOf(image.score()));
  }
}
