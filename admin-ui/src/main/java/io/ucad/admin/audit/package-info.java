/** Who changed what, and when. */
@NullMarked
package io.ucad.admin.audit;

import org.jspecify.annotations.NullMarked;
