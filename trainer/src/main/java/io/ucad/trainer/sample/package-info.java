/**
 * A generated factory: products, their defects and exact masks, drawn from a seed in MVTec layout.
 *
 * <p>Hides how a product is drawn (scenes of elements, materials, light, lens and sensor). Only the
 * factory, its specification, its progress callback and its one typed error are promised.
 */
@NullMarked
package io.ucad.trainer.sample;

import org.jspecify.annotations.NullMarked;
