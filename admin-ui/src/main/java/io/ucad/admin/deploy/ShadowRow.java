package io.ucad.admin.deploy;

import io.ucad.trainer.evaluate.Judgement;
import java.util.List;

/**
 * What two versions make of the same images.
 *
 * @param done images that were compared so far
 * @param total images to compare
 * @param rerouted images that are taken for another product
 * @param flips images whose verdict is another one, in the order of their names
 * @param problem why it failed; empty unless it did
 */
public record ShadowRow(
    long id,
    String task,
    int a,
    int b,
    RolloutState state,
    int done,
    int total,
    long rerouted,
    List<Flip> flips,
    String problem) {
  public ShadowRow {
    flips = List.copyOf(flips);
  }

  /** One image whose verdict is another one. */
  public record Flip(String image, String sha256, Judgement a, Judgement b) {}
}
