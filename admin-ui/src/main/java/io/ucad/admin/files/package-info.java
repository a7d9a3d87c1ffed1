/** Image bytes on disk, under the name of their content. */
@NullMarked
package io.ucad.admin.files;

import org.jspecify.annotations.NullMarked;
