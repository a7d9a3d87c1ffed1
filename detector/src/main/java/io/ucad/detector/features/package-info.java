/**
 * From the raw outputs of a ViT to the tokens that are stored and compared. Hides normalisation,
 * concatenation of blocks and the paper's pooling.
 */
@NullMarked
package io.ucad.detector.features;

import org.jspecify.annotations.NullMarked;
