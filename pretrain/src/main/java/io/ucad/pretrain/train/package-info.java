/**
 * Trains a small ViT on drawn scenes. Hides the parameter vector, the objective's program, the
 * optimiser and the checkpoints.
 */
@NullMarked
package io.ucad.pretrain.train;

import org.jspecify.annotations.NullMarked;
