/** Tests. */
@NullMarked
package io.ucad.cli;

import org.jspecify.annotations.NullMarked;
