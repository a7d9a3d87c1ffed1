@NullMarked
package io.ucad.detector;

import org.jspecify.annotations.NullMarked;
