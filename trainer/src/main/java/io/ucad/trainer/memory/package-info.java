/**
 * Filling the memory of a task: tokens of all images, key, knowledge, calibration. Hides the folds
 * by which normal images are held out.
 */
@NullMarked
package io.ucad.trainer.memory;

import org.jspecify.annotations.NullMarked;
