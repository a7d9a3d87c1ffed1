@NullMarked
package io.ucad.detector.safetensors;

import org.jspecify.annotations.NullMarked;
