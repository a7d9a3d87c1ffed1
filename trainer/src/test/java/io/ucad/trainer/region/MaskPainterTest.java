package io.ucad.trainer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskPainterTest {
  private static final boolean[] SMALL = mask("....", ".#..", "....");
  private static final boolean[] MIDDLE = mask("....", ".##.", ".##.");
  private static final boolean[] LARGE = mask("....", "####", "####");

  @Test
  void smallMasksLieOnLargeOnesWhateverTheOrder() {
    int[] expected = {0, 0, 0, 0, 1, 3, 2, 1, 1, 2, 2, 1};
    assertThat(MaskPainter.paint(List.of(SMALL, MIDDLE, LARGE), 4, 3).labels()).isEqualTo(expected);
    assertThat(MaskPainter.paint(List.of(LARGE, SMALL, MIDDLE), 4, 3).labels()).isEqualTo(expected);
  }

  @Test
  void ofEquallyLargeMasksTheLaterIsOnTop() {
    boolean[] left = mask("##..");
    boolean[] middle = mask(".##.");
    assertThat(MaskPainter.paint(List.of(left, middle), 4, 1).labels()).containsExactly(1, 2, 2, 0);
    assertThat(MaskPainter.paint(List.of(middle, left), 4, 1).labels()).containsExactly(2, 2, 1, 0);
  }

  @Test
  void withoutMasksEverythingIsBackground() {
    assertThat(MaskPainter.paint(List.of(), 4, 3).labels()).hasSize(12).containsOnly(0);
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskPainter.paint(List.of(SMALL), 4, 4))
        .withMessageContaining("16")
        .withMessageContaining("12");
  }

  private static boolean[] mask(String... rows) {
    String all = String.join("", rows);
    boolean[] mask = new boolean[all.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = all.charAt(i) == '#';
    }
    return mask;
  }
}
