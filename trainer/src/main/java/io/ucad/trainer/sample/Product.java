package io.ucad.trainer.sample;

import java.util.List;

/** A product of the generated factory. */
interface Product {
  /** Name of its folder. */
  String name();

  /** The kinds of defect that this product can have. */
  List<Defect> defects();

  /**
   * A good part before the camera.
   *
   * <p>A function of {@code look} alone: called twice with equal streams it returns equal scenes,
   * which is how a defective part gets a clean twin.
   */
  Scene scene(RandomStream look);
}
