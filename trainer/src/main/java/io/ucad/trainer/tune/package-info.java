/** Changing how strictly a learned task judges, without learning it again. */
@NullMarked
package io.ucad.trainer.tune;

import org.jspecify.annotations.NullMarked;
