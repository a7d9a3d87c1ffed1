/** What machines ask of a node: health and figures; and what the program looks after by itself. */
@NullMarked
package io.ucad.admin.watch;

import org.jspecify.annotations.NullMarked;
