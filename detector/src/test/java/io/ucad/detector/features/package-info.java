@NullMarked
package io.ucad.detector.features;

import org.jspecify.annotations.NullMarked;
