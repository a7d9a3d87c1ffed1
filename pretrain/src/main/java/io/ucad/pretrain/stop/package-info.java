/** How a process that is told to end ends. Hides the shutdown of the JVM. */
@NullMarked
package io.ucad.pretrain.stop;

import org.jspecify.annotations.NullMarked;
