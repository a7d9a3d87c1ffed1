package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.detector.image.RegionOfInterest.Cut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionOfInterestTest {
  @Test
  void itIsThePixelsThatItTouches() {
    assertThat(new RegionOfInterest(0.1, 0.2, 0.5, 0.7).in(100, 200))
        .isEqualTo(new Cut(10, 40, 50, 140));
    assertThat(new RegionOfInterest(0.101, 0.2, 0.5, 0.7).in(100, 200))
        .isEqualTo(new Cut(10, 40, 51, 140));
    assertThat(RegionOfInterest.WHOLE.in(7, 3)).isEqualTo(new Cut(0, 0, 7, 3));
  }

  @Test
  void atEveryPlaceInEverySizeItLiesInTheImage() {
    for (int step = 0; step <= 95; step++) {
      var region = new RegionOfInterest(step / 100.0, (95 - step) / 100.0, 0.05, 0.05);
      for (int side = 1; side < 120; side++) {
        Cut cut = region.in(side, side);
        assertThat(cut.width()).as("%s in %d", region, side).isPositive();
        assertThat(cut.height()).isPositive();
        assertThat(cut.x() + cut.width()).isLessThanOrEqualTo(side);
        assertThat(cut.y() + cut.height()).isLessThanOrEqualTo(side);
      }
    }
  }

  @Test
  void whatItShowsIsThatPartOfTheImage() {
    byte[] rgb = new byte[10 * 4 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }
    DecodedImage image = DecodedImage.rgb(10, 4, rgb);

    DecodedImage part = new RegionOfInterest(0.2, 0.25, 0.3, 0.5).of(image);

    assertThat(part.width()).isEqualTo(3);
    assertThat(part.height()).isEqualTo(2);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(part.sample(x, y, 1)).isEqualTo(image.sample(x + 2, y + 1, 1));
      }
    }
    assertThat(RegionOfInterest.WHOLE.of(image)).isSameAs(image);
  }

  @Test
  void itIsWrittenAsPeopleWriteIt() {
    var region = new RegionOfInterest(0.1, 0.25, 0.5, 0.7);

    assertThat(region.text()).isEqualTo("0.1,0.25,0.5,0.7");
    assertThat(RegionOfInterest.parse(" 0.1, 0.25,0.5 ,0.7")).isEqualTo(region);
    assertThat(RegionOfInterest.parse("0,0,1,1").isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.1,0.1,0.5",
        "0.1,0.1,0.5,0.5,0.5",
        "a,0.1,0.5,0.5",
        "-0.1,0.1,0.5,0.5",
        "0.1,0.1,0.95,0.5",
        "0.1,0.6,0.5,0.5",
        "0.1,0.1,0.04,0.5",
        "NaN,0.1,0.5,0.5",
        "0.1,0.1,Infinity,0.5"
      })
  void whatIsNoRegionIsRefused(String text) {
    assertThatThrownBy(() -> RegionOfInterest.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("found");
  }
}
