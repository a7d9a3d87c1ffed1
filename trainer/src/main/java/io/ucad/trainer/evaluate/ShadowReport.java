package io.ucad.trainer.evaluate;

import java.util.List;

/**
 * What two versions make of the same images.
 *
 * @param compared every image that could be read, in the order of names
 * @param unreadable those that could not
 */
public record ShadowReport(List<Compared> compared, List<Unreadable> unreadable) {

  public ShadowReport {
    compared = List.copyOf(compared);
    unreadable = List.copyOf(unreadable);
  }

  /** One image; {@code image} is its path below the folder, with '/' on every system. */
  public record Compared(String image, Judgement a, Judgement b) {

    /** Whether the verdict is another one. */
    public boolean flipped() {
      return a.verdict() != b.verdict();
    }

    /** Whether it is taken for another product. */
    public boolean rerouted() {
      return !a.task().equals(b.task());
    }
  }

  /** An image that could not be read, and why. */
  public record Unreadable(String image, String code, String message) {}

  /** The images whose verdict is another one. */
  public List<Compared> flips() {
    return compared.stream().filter(Compared::flipped).toList();
  }
}
