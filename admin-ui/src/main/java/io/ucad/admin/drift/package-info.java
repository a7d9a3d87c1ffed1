/** Whether what is inspected still looks like what was learned. */
@NullMarked
package io.ucad.admin.drift;

import org.jspecify.annotations.NullMarked;
