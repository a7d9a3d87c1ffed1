/** Versions of the model, what was measured of them, and where they were put to work. */
@NullMarked
package io.ucad.admin.version;

import org.jspecify.annotations.NullMarked;
