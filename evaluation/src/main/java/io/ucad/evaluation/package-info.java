/**
 * Exact metrics of image and pixel detection and of continual learning.
 *
 * <p>The package hides how scores are ranked: image scores in memory, pixel scores in a bounded
 * buffer that spills sorted runs to a temporary file. Both give the same threshold sweep to the
 * same accumulators, so that an image metric and its pixel twin cannot drift apart.
 *
 * <p>A metric that the data do not define (one class only, no region, a single task) is an empty
 * optional, never a NaN. Input that has no place on a ranking (NaN, infinity, unequal lengths) is a
 * {@link io.ucad.evaluation.MetricInputException}.
 */
@NullMarked
package io.ucad.evaluation;

import org.jspecify.annotations.NullMarked;
