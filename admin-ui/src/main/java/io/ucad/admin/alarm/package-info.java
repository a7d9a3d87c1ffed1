/** What somebody should look at: raised by the program, cleared when it is over. */
@NullMarked
package io.ucad.admin.alarm;

import org.jspecify.annotations.NullMarked;
