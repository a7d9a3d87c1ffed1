/** What tests share. */
@NullMarked
package io.ucad.admin.testing;

import org.jspecify.annotations.NullMarked;
