/** Tests of reading data sets from real folders. */
@NullMarked
package io.ucad.trainer.data;

import org.jspecify.annotations.NullMarked;
