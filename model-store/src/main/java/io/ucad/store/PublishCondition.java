package io.ucad.store;

import java.util.Optional;

/**
 * A last check before a version becomes visible, made while no other publication can come between:
 * the place for a fencing token, or for "same backbone as the others".
 */
@FunctionalInterface
public interface PublishCondition {

  /**
   * Throws, for example {@link StoreException.Conflict}, to refuse; {@code parent} is what the new
   * version would be built on.
   */
  void check(Optional<Manifest> parent);

  /** No condition. */
  static PublishCondition none() {
    return parent -> {};
  }
}
