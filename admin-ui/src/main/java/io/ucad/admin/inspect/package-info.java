/** Inspecting images with a version of the model, what was found, and what people say to it. */
@NullMarked
package io.ucad.admin.inspect;

import org.jspecify.annotations.NullMarked;
