/**
 * Speeds as ratios against something measured in the same run. Interleaves what it compares and
 * takes medians, because a machine's speed drifts.
 */
@NullMarked
package io.ucad.benchmarks;

import org.jspecify.annotations.NullMarked;
