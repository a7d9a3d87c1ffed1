@NullMarked
package io.ucad.detector.memory;

import org.jspecify.annotations.NullMarked;
