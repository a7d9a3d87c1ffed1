/** What goes wrong for a person, as a sentence in the person's language. */
@NullMarked
package io.ucad.admin.problem;

import org.jspecify.annotations.NullMarked;
