/** Figures of a running endpoint for Prometheus. Hides the library, and bounds the labels. */
@NullMarked
package io.ucad.endpoint.metrics;

import org.jspecify.annotations.NullMarked;
