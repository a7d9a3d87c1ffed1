/** Pictures for people: anomaly maps in colour over the image they belong to. */
@NullMarked
package io.ucad.cli.picture;

import org.jspecify.annotations.NullMarked;
