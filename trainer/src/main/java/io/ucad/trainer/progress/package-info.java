/** How a long run tells what it does and learns that it should stop. */
@NullMarked
package io.ucad.trainer.progress;

import org.jspecify.annotations.NullMarked;
