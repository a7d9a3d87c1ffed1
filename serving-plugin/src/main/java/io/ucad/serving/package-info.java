/**
 * Answers requests of the inference contract inside a model server: DJL Serving, or any program
 * with a DJL predictor. Hides how a batch of requests becomes one inspection, so that no request
 * can harm another, and how a model is found, checked, shared by workers and freed.
 */
@NullMarked
package io.ucad.serving;

import org.jspecify.annotations.NullMarked;
