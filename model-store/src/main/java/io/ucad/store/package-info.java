@NullMarked
package io.ucad.store;

import org.jspecify.annotations.NullMarked;
