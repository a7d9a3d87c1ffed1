/** Tensors of the Open Inference Protocol v2, in JSON and in its binary extension. */
@NullMarked
package io.ucad.endpoint.infer;

import org.jspecify.annotations.NullMarked;
