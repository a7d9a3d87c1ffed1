/**
 * Backbones side by side: the same products learned and tested with each. Hides how a backbone is
 * measured and how the table is written.
 */
@NullMarked
package io.ucad.pretrain.compare;

import org.jspecify.annotations.NullMarked;
