/** Tests. */
@NullMarked
package io.ucad.cli.picture;

import org.jspecify.annotations.NullMarked;
