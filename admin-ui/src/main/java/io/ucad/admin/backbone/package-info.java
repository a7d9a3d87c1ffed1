/** The frozen ViT of this process. */
@NullMarked
package io.ucad.admin.backbone;

import org.jspecify.annotations.NullMarked;
