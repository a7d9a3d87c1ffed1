@NullMarked
package io.ucad.evaluation;

import org.jspecify.annotations.NullMarked;
