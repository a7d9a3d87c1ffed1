/**
 * Images on disk that a task is learned from and tested on. Hides folder layouts, the order of
 * files and the refusal of links that lead out of the data; whether a file really is an image is
 * the business of the image guard.
 */
@NullMarked
package io.ucad.trainer.data;

import org.jspecify.annotations.NullMarked;
