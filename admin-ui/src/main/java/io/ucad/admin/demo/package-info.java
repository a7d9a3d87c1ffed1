/**
 * A workspace for newcomers: generated products as ordinary tasks, learned by ordinary jobs. Hides
 * what is drawn, and how it goes on where it was cut off.
 */
@NullMarked
package io.ucad.admin.demo;

import org.jspecify.annotations.NullMarked;
