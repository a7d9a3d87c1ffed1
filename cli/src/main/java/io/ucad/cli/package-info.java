/** The {@code ucad} command: turns words on a command line into calls of the libraries. */
@NullMarked
package io.ucad.cli;

import org.jspecify.annotations.NullMarked;
