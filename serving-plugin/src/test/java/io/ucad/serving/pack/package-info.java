@NullMarked
package io.ucad.serving.pack;

import org.jspecify.annotations.NullMarked;
