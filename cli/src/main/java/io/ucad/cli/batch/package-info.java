/** Many images into one file of results: where they come from, how a run goes on, the formats. */
@NullMarked
package io.ucad.cli.batch;

import org.jspecify.annotations.NullMarked;
