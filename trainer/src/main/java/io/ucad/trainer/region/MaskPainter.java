package io.ucad.trainer.region;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Paints overlapping masks, such as those of a SAM-family model, into one label map: largest first,
 * so that small things stay visible on large ones (method section 3). Pixels under no mask are
 * label 0.
 */
public final class MaskPainter {
  private MaskPainter() {}

  /**
   * Paints masks over each other.
   *
   * @param masks each {@code [height * width]}, row-major; of two equally large ones the later in
   *     the list is painted later
   * @return label k + 1 where mask k of the painting order is on top
   * @throws IllegalArgumentException if a mask has another size
   */
  public static LabelMap paint(List<boolean[]> masks, int width, int height) {
    List<Sized> order = new ArrayList<>();
    for (boolean[] mask : masks) {
      if (mask.length != (long) width * height) {
        throw new IllegalArgumentException(
            "expected a mask of %dx%d = %d pixels, got %d"
                .formatted(width, height, (long) width * height, mask.length));
      }
      order.add(new Sized(mask, area(mask)));
    }
    order.sort(Comparator.comparingInt(Sized::area).reversed());

    int[] labels = new int[width * height];
    int label = 0;
    for (Sized sized : order) {
      label++;
      for (int i = 0; i < labels.length; i++) {
        if (sized.mask[i]) {
          labels[i] = label;
        }
      }
    }
    return new LabelMap(width, height, labels);
  }

  private static int area(boolean[] mask) {
    int area = 0;
    for (boolean set : mask) {
      area += set ? 1 : 0;
    }
    return area;
  }

  @SuppressWarnings("ArrayRecordComponent") // local pairing, never compared
  private record Sized(boolean[] mask, int area) {}
}
