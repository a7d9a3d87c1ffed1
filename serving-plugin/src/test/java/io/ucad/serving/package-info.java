@NullMarked
package io.ucad.serving;

import org.jspecify.annotations.NullMarked;
