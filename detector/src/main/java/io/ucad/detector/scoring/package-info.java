/**
 * From tokens and a memory bank to an image score, an anomaly map and regions. Hides the matrix
 * product, the re-weighting and the smoothing operator.
 */
@NullMarked
package io.ucad.detector.scoring;

import org.jspecify.annotations.NullMarked;
