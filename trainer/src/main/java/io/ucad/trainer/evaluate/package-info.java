/**
 * Measuring a model on labelled test images, and the continual protocol of method section 5. Labels
 * are used here and nowhere else.
 */
@NullMarked
package io.ucad.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
