/** A class that breaks every rule, to show that the rules see it. */
@NullMarked
package io.ucad.detector.offender;

import org.jspecify.annotations.NullMarked;
