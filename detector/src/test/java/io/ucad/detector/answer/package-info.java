/** Tests of the wire form. */
@NullMarked
package io.ucad.detector.answer;

import org.jspecify.annotations.NullMarked;
