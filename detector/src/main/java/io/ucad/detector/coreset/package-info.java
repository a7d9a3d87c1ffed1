/**
 * Greedy k-centre selection of tokens (farthest point sampling and coreset are the same routine,
 * method section 2). Hides the projection, the memory layout and the streaming reduction.
 */
@NullMarked
package io.ucad.detector.coreset;

import org.jspecify.annotations.NullMarked;
