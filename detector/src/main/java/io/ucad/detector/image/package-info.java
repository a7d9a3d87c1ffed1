/**
 * Images in, numbers out. Hides everything about file formats, colour models and hostile input:
 * outside this package an image is a {@link io.ucad.detector.image.DecodedImage} or an {@link
 * io.ucad.detector.image.ImageRejectedException}. {@link io.ucad.detector.image.ImageGuard} is the
 * only place of the product that decodes images.
 */
@NullMarked
package io.ucad.detector.image;

import org.jspecify.annotations.NullMarked;
