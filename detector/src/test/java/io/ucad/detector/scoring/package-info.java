@NullMarked
package io.ucad.detector.scoring;

import org.jspecify.annotations.NullMarked;
