/** Tasks (products to inspect) and their images. */
@NullMarked
package io.ucad.admin.task;

import org.jspecify.annotations.NullMarked;
