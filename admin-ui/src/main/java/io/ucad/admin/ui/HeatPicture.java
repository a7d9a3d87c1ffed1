package io.ucad.admin.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import io.ucad.admin.inspect.Contours;
import io.ucad.admin.inspect.Finding;
import io.ucad.admin.inspect.HeatColours;
import io.ucad.admin.inspect.Heatmap;
import io.ucad.detector.Inspection;
import io.ucad.detector.scoring.AnomalyMap;
import java.util.Base64;
import java.util.Formatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An image with what was found laid over it: a heatmap and the lines around its regions. */
final class HeatPicture extends Div {
  private static final long serialVersionUID = 1;
  private static final int OPACITY = 60;
  private static final int STEPS = 12;

  HeatPicture(Finding finding, String name) {
    addClassName("heat");
    Inspection found = finding.inspection();
    Div stage = Parts.box("heat-stage", new Image("media/picture/" + finding.sha256(), name));
    stage.getStyle().set("aspect-ratio", found.width() + " / " + found.height());
    add(stage);
    if (!found.known()) {
      return;
    }
    var heat = new Image(png(found.map(), finding.peakThreshold()), "");
    heat.addClassName("heat-map");
    Div lines = Parts.box("heat-lines");
    lines.getElement().setAttribute("aria-hidden", "true");
    if (!found.regions().isEmpty()) {
      lines.getElement().setProperty("innerHTML", lines(found.map(), finding.peakThreshold()));
    }
    stage.add(heat, lines);
    add(controls(lines, !found.regions().isEmpty()), legend());
  }

  private Div controls(Div lines, boolean regions) {
    var slider = new Input();
    slider.setType("range");
    slider.setId("heat-" + System.identityHashCode(this));
    slider.getElement().setAttribute("min", "0").setAttribute("max", "100");
    slider.setValue(String.valueOf(OPACITY));
    getStyle().set("--heat", OPACITY + "%");
    // In the browser alone: every step would be a way to the server and back.
    slider
        .getElement()
        .executeJs(
            "this.addEventListener('input', () => $0.style.setProperty('--heat', this.value + '%'))",
            getElement());
    var label = new NativeLabel(Words.t("inspect.opacity"));
    label.setFor(slider);
    var show = new Checkbox(Words.t("inspect.regions"), true);
    show.addValueChangeListener(change -> lines.setVisible(change.getValue()));
    show.setVisible(regions);
    return Parts.box("row heat-controls", label, slider, show);
  }

  /** The scale that all pictures of a task share. */
  private static Div legend() {
    Div bar = Parts.box("heat-bar");
    String colours =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(i -> "#%06x".formatted(HeatColours.at((double) i / STEPS)))
            .collect(Collectors.joining(","));
    bar.getStyle().set("background", "linear-gradient(to right," + colours + ")");
    return Parts.box(
        "heat-legend",
        bar,
        Parts.box(
            "heat-words",
            Parts.text("number", Words.t("inspect.legend.low")),
            Parts.text("heat-limit", Words.t("inspect.legend.limit")),
            Parts.text("number", Words.t("inspect.legend.high"))));
  }

  private static String png(AnomalyMap map, float threshold) {
    return "data:image/png;base64,"
        + Base64.getEncoder().encodeToString(Heatmap.png(map, threshold));
  }

  private static String lines(AnomalyMap map, float level) {
    var path = new Formatter(Locale.ROOT);
    for (double[] line : Contours.of(map, level)) {
      for (int i = 0; i < line.length; i += 2) {
        path.format(i == 0 ? "M%.1f %.1f" : "L%.1f %.1f", line[i], line[i + 1]);
      }
      path.format("Z");
    }
    return "<svg viewBox='0 0 %d %d' preserveAspectRatio='none'><path class='halo' d='%s'/><path d='%s'/></svg>"
        .formatted(map.width(), map.height(), path, path);
  }
}
