/**
 * Scenes of made-up parts, rendered again and again as a camera over a line would see them, and
 * damaged. Hides how they are drawn: what comes out is a batch of images with what each patch
 * shows.
 */
@NullMarked
package io.ucad.pretrain.scene;

import org.jspecify.annotations.NullMarked;
