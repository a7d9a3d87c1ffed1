@NullMarked
package io.ucad.pretrain.texture;

import org.jspecify.annotations.NullMarked;
