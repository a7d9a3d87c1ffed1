@NullMarked
package io.ucad.trainer;

import org.jspecify.annotations.NullMarked;
