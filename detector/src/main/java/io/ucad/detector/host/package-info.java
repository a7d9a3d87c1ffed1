/** Moves values between the Java heap and native memory. Hides who owns which memory. */
@NullMarked
package io.ucad.detector.host;

import org.jspecify.annotations.NullMarked;
