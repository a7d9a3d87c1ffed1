/** Tests of the metrics; hides the slow, obviously right twins they are held against. */
@NullMarked
package io.ucad.evaluation;

import org.jspecify.annotations.NullMarked;
