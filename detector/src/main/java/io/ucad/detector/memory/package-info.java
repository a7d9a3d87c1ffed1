/**
 * What is remembered of a task: key, prompt and knowledge (method section 2), with the calibration
 * that turns distances into decisions. Hides how it is laid out in a file.
 */
@NullMarked
package io.ucad.detector.memory;

import org.jspecify.annotations.NullMarked;
