/** The REST API under {@code /api/v1}: what the screens can do, for programs that have a token. */
@NullMarked
package io.ucad.admin.api;

import org.jspecify.annotations.NullMarked;
