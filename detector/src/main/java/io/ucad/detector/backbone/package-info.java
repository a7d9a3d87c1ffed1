/**
 * Frozen vision transformers. Hides where a backbone comes from (a file, the cache, the hub), how
 * its weights are checked and laid out, and which of two implementations computes it.
 */
@NullMarked
package io.ucad.detector.backbone;

import org.jspecify.annotations.NullMarked;
