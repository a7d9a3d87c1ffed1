@NullMarked
package io.ucad.endpoint;

import org.jspecify.annotations.NullMarked;
