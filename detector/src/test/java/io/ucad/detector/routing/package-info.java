@NullMarked
package io.ucad.detector.routing;

import org.jspecify.annotations.NullMarked;
