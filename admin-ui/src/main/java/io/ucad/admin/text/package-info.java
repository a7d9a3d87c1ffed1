/** What many parts do to texts. */
@NullMarked
package io.ucad.admin.text;

import org.jspecify.annotations.NullMarked;
