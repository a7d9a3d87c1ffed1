/**
 * One servlet that takes a request in and an answer out without ever waiting on a client: sizes,
 * pace, memory and access are checked before anything is done. Knows nothing of models.
 */
@NullMarked
package io.ucad.endpoint.http;

import org.jspecify.annotations.NullMarked;
