/** Stands for parts that the web app may not use. */
@NullMarked
package io.ucad.elsewhere;

import org.jspecify.annotations.NullMarked;
