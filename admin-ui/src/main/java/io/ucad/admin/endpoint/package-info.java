/**
 * The inference endpoint in this process, on the port of the screens. Hides how it is kept apart
 * from them.
 */
@NullMarked
package io.ucad.admin.endpoint;

import org.jspecify.annotations.NullMarked;
