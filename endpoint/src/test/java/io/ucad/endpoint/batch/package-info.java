@NullMarked
package io.ucad.endpoint.batch;

import org.jspecify.annotations.NullMarked;
