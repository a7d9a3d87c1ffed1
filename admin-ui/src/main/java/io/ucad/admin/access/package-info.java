/** Users, roles, tokens, and what guards the doors. */
@NullMarked
package io.ucad.admin.access;

import org.jspecify.annotations.NullMarked;
