@NullMarked
package io.ucad.detector.coreset;

import org.jspecify.annotations.NullMarked;
