/** A small model for tests of whatever serves one. */
@NullMarked
package io.ucad.serving.testing;

import org.jspecify.annotations.NullMarked;
