/** The other half of a cycle. */
@NullMarked
package io.ucad.detector.offender.friend;

import org.jspecify.annotations.NullMarked;
