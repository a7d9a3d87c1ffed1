/** Settings of learning, as readable files. Hides where they are found and how they are parsed. */
@NullMarked
package io.ucad.trainer.preset;

import org.jspecify.annotations.NullMarked;
