/** The admin web app: one program for the screens, the worker, or both. */
@NullMarked
package io.ucad.admin;

import org.jspecify.annotations.NullMarked;
