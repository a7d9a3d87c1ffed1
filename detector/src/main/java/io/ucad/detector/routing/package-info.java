/**
 * Which task an image belongs to (paper Eq. 4), without cost that grows with the bank vectors of
 * all tasks. Hides the prefilter.
 */
@NullMarked
package io.ucad.detector.routing;

import org.jspecify.annotations.NullMarked;
