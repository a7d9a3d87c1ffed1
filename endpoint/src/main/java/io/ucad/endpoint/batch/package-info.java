/**
 * From single requests to batches for the model: a bounded queue, workers, deadlines. Knows nothing
 * of HTTP.
 */
@NullMarked
package io.ucad.endpoint.batch;

import org.jspecify.annotations.NullMarked;
