package io.ucad.admin.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import io.ucad.detector.image.RegionOfInterest;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A picture with a region of interest, which can be drawn anew with a mouse or a finger. */
@Tag("ucad-region")
final class RegionPicture extends Component implements HasComponents {
  private static final long serialVersionUID = 1;
  private static final int DECIMALS = 1000;

  private final Div mark = Parts.box("region-mark");
  private transient RegionOfInterest shown = RegionOfInterest.WHOLE;

  /**
   * @param drawn is told what was drawn
   */
  RegionPicture(String sha256, String name, Consumer<RegionOfInterest> drawn) {
    getElement().setAttribute("class", "region");
    add(new Image("media/picture/" + sha256, name), mark);
    getElement()
        .addEventListener(
            "region",
            event -> {
              JsonNode data = event.getEventData();
              double width = data.get("event.detail.width").asDouble();
              double height = data.get("event.detail.height").asDouble();
              if (Math.min(width, height) >= RegionOfInterest.LEAST) {
                drawn.accept(
                    region(
                        data.get("event.detail.left").asDouble(),
                        data.get("event.detail.top").asDouble(),
                        width,
                        height));
              }
              show(shown);
            })
        .addEventData("event.detail.left")
        .addEventData("event.detail.top")
        .addEventData("event.detail.width")
        .addEventData("event.detail.height");
  }

  /** What a browser tells, in whole thousandths; it is not trusted to lie in the picture. */
  private static RegionOfInterest region(double left, double top, double width, double height) {
    double x = rounded(Math.clamp(left, 0, 1 - RegionOfInterest.LEAST));
    double y = rounded(Math.clamp(top, 0, 1 - RegionOfInterest.LEAST));
    return new RegionOfInterest(
        x,
        y,
        rounded(Math.clamp(width, RegionOfInterest.LEAST, 1 - x)),
        rounded(Math.clamp(height, RegionOfInterest.LEAST, 1 - y)));
  }

  private static double rounded(double share) {
    return Math.rint(share * DECIMALS) / DECIMALS;
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    attached.getUI().getPage().addJsModule("context://elements/ucad-region.js");
  }

  /** Marks a region. The browser may have drawn another meanwhile, so it is always told. */
  void show(RegionOfInterest region) {
    shown = region;
    mark.getElement()
        .executeJs(
            "this.style.left = $0; this.style.top = $1; this.style.width = $2; this.style.height = $3",
            Parts.percent(region.left()),
            Parts.percent(region.top()),
            Parts.percent(region.width()),
            Parts.percent(region.height()));
  }
}
