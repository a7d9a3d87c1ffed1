/**
 * Cuts a training image into regions for structure-based contrastive learning: a label per token.
 *
 * <p>Hides where regions come from (a graph-based segmenter, label maps beside the images, masks of
 * an external model) and how a label map becomes one label per token.
 */
@NullMarked
package io.ucad.trainer.region;

import org.jspecify.annotations.NullMarked;
