/** What the command line decides. */
@NullMarked
package io.ucad.admin.settings;

import org.jspecify.annotations.NullMarked;
