package io.ucad.detector.image;

import static io.ucad.detector.image.BigEndian.u16;
import static io.ucad.detector.image.BigEndian.u8;

import java.util.ArrayList;
import java.util.List;

/**
 * What the frame header (SOF) of a JPEG says.
 *
 * @param progressive whether coefficients arrive in several scans
 * @param width pixels as stored
 * @param height pixels as stored
 */
record JpegFrame(boolean progressive, int width, int height, List<Component> components) {
  private static final int BLOCK = 8;

  /** One colour component with its sampling factors, 1 to 4. */
  record Component(int id, int horizontal, int vertical) {}

  JpegFrame {
    components = List.copyOf(components);
  }

  /** Parses the segment body {@code bytes[from, to)} of marker SOF0, SOF1 or SOF2. */
  static JpegFrame parse(byte[] bytes, int from, int to, boolean progressive) {
    if (to - from < 6 || to - from != 6 + 3 * u8(bytes, from + 5)) {
      throw ImageRejectedException.corrupt(
          "Expected a frame header as long as its components, found " + (to - from) + " bytes");
    }
    if (u8(bytes, from) != 8) {
      throw ImageRejectedException.unsupportedEncoding(
          "Expected 8 bits a sample, found a " + u8(bytes, from) + "-bit JPEG");
    }
    int count = u8(bytes, from + 5);
    if (count != 1 && count != 3 && count != 4) {
      throw ImageRejectedException.unsupportedEncoding(
          "Expected 1, 3 or 4 components, found a JPEG of " + count);
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = from + 6 + 3 * i;
      Component component =
          new Component(u8(bytes, at), u8(bytes, at + 1) >> 4, u8(bytes, at + 1) & 15);
      checkSampling(component);
      for (Component other : components) {
        if (other.id() == component.id()) {
          throw ImageRejectedException.corrupt(
              "Expected components of different names, found " + component.id() + " twice");
        }
      }
      components.add(component);
    }
    JpegFrame frame =
        new JpegFrame(progressive, u16(bytes, from + 3), u16(bytes, from + 1), components);
    frame.checkWholeRatios();
    return frame;
  }

  private static void checkSampling(Component component) {
    int h = component.horizontal();
    int v = component.vertical();
    if (h < 1 || h > 4 || v < 1 || v > 4) {
      throw ImageRejectedException.corrupt(
          "Expected sampling factors of 1 to 4, found " + h + " x " + v);
    }
  }

  private void checkWholeRatios() {
    for (Component c : components) {
      if (maxHorizontal() % c.horizontal() != 0 || maxVertical() % c.vertical() != 0) {
        throw ImageRejectedException.unsupportedEncoding(
            "Expected chroma sampled by whole factors, found a fraction");
      }
    }
  }

  /** Index of the component of this name, or -1. */
  int indexOf(int id) {
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /** Samples of one component in whole blocks: what one scan of it visits. */
  long samples(int index) {
    Component c = components.get(index);
    return padded(width, c.horizontal(), maxHorizontal())
        * padded(height, c.vertical(), maxVertical());
  }

  /**
   * A lower bound of the blocks of one component. Each takes at least one bit of a scan that holds
   * first coefficients.
   */
  long leastBlocks(int index) {
    Component c = components.get(index);
    long wide = (long) width * c.horizontal() / maxHorizontal();
    long high = (long) height * c.vertical() / maxVertical();
    return wide * high / (BLOCK * BLOCK);
  }

  private static long padded(int side, int factor, int maxFactor) {
    int blocks = (side + BLOCK * maxFactor - 1) / (BLOCK * maxFactor) * factor;
    return (long) blocks * BLOCK;
  }

  private int maxHorizontal() {
    return components.stream().mapToInt(Component::horizontal).max().orElse(1);
  }

  private int maxVertical() {
    return components.stream().mapToInt(Component::vertical).max().orElse(1);
  }
}
