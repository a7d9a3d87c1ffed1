/** The screens. */
@NullMarked
package io.ucad.admin.ui;

import org.jspecify.annotations.NullMarked;
