/**
 * The safetensors file format, read strictly and written deterministically. Hides the header's
 * JSON, the mapping of files larger than a Java buffer, and half precision; nothing here knows a
 * tensor library.
 */
@NullMarked
package io.ucad.detector.safetensors;

import org.jspecify.annotations.NullMarked;
