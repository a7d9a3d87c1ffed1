/** Files that appear as a whole or not at all. */
@NullMarked
package io.ucad.cli.files;

import org.jspecify.annotations.NullMarked;
