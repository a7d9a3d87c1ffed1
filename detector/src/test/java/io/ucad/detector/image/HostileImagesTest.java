package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reliability cases 20 and 24. */
class HostileImagesTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  static List<HostileImages.Hostile> hostileImages() {
    return HostileImages.all();
  }

  @Test
  void thereAreAtLeastSixty() {
    assertThat(hostileImages()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("hostileImages")
  void eachIsRefusedWithItsCode(HostileImages.Hostile hostile) {
    assertThatThrownBy(() -> guard.decode(hostile.bytes()))
        .isInstanceOfSatisfying(
            ImageRejectedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(hostile.code());
              assertThat(e.code().httpStatus()).isBetween(400, 499);
              assertThat(e).hasMessageStartingWith("Expected ").hasMessageContaining("found");
            });
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] png =
        new PngFixture(9, 7, 8, 2).chunk("tEXt", new byte[9]).encode((x, y, c) -> x * y + c);
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(24, 16, false), 0.8f, false);
    byte[] progressive = JpegFixture.encode(JpegFixture.smooth(24, 16, false), 0.8f, true);
    for (byte[] whole : List.of(png, jpeg, progressive)) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> guard.decode(cut)).isInstanceOf(ImageRejectedException.class);
      }
    }
  }

  @Test
  void everyFlippedBitOfAPngIsFound() {
    byte[] png =
        new PngFixture(9, 7, 8, 2).chunk("tEXt", new byte[9]).encode((x, y, c) -> x * y + c);
    for (int bit = 0; bit < png.length * 8; bit++) {
      byte[] flipped = png.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> guard.decode(flipped)).isInstanceOf(ImageRejectedException.class);
    }
  }

  @Test
  void moreBytesThanAllowedAreRefusedUnread() {
    ImageLimits limits = new ImageLimits(100, 50, 10, 1, 1000, 10, 1000);

    assertThatThrownBy(() -> new ImageGuard(limits).decode(new byte[51]))
        .isInstanceOfSatisfying(
            ImageRejectedException.class,
            e -> assertThat(e.code()).isEqualTo(ImageErrorCode.IMAGE_TOO_LARGE));
  }
}
