@NullMarked
package io.ucad.detector.backbone;

import org.jspecify.annotations.NullMarked;
