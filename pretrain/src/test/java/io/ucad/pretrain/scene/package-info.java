@NullMarked
package io.ucad.pretrain.scene;

import org.jspecify.annotations.NullMarked;
