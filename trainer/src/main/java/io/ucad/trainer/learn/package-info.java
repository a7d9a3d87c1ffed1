/**
 * Learning one task after another into a store: every learned task is a new version, the tasks
 * before it stay as they are to the last byte.
 */
@NullMarked
package io.ucad.trainer.learn;

import org.jspecify.annotations.NullMarked;
